import { expect, test } from 'vitest';
import type { KeyPress } from '../../ui/keys.ts';
import { commandOf, deskKeys } from './keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test('no combination has two meanings', () => {
  const all = deskKeys.flatMap(({ keys }) => keys);
  expect(new Set(all).size).toBe(all.length);
});

test.each([
  ['z', {}, 'undo'],
  ['z', { ctrlKey: true }, 'undo'],
  ['Z', { ctrlKey: true, shiftKey: true }, 'redo'],
  ['s', {}, 'show-hide'],
  ['s', { ctrlKey: true }, 'done'],
  ['s', { metaKey: true }, 'done'],
  ['+', { shiftKey: true }, 'brush-larger'],
  ['ArrowUp', {}, 'towards-head'],
  ['ArrowUp', { shiftKey: true }, 'key-brush-up'],
  ['b', { ctrlKey: true }, undefined],
  ['b', { altKey: true }, undefined],
] as const)('%s with %o', (key, held, command) => {
  expect(commandOf(press(key, held))).toBe(command);
});
