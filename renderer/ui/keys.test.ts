import { expect, test } from 'vitest';
import { matchesKey, worksWhileTyping, type KeyPress } from './keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test('modifiers must agree exactly', () => {
  expect(matchesKey(press('N', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+N')).toBe(true);
  expect(matchesKey(press('n', { ctrlKey: true }), 'Ctrl+Shift+N')).toBe(false);
  expect(
    matchesKey(press('n', { ctrlKey: true, shiftKey: true, altKey: true }), 'Ctrl+Shift+N'),
  ).toBe(false);
  expect(matchesKey(press('n'), 'n')).toBe(true);
});

test('Command is Ctrl on a Mac', () => {
  expect(matchesKey(press('k', { metaKey: true }), 'Ctrl+K')).toBe(true);
});

test('a symbol is the same with or without the shift that its layout needs', () => {
  expect(matchesKey(press('?', { shiftKey: true }), '?')).toBe(true);
  expect(matchesKey(press('+', { shiftKey: true }), '+')).toBe(true);
  expect(matchesKey(press('+'), 'Ctrl++')).toBe(false);
  expect(matchesKey(press('+', { ctrlKey: true }), 'Ctrl++')).toBe(true);
});

test('a field keeps its own undo while somebody types in it', () => {
  expect(worksWhileTyping('Ctrl+K')).toBe(true);
  expect(worksWhileTyping('Ctrl+Z')).toBe(false);
  expect(worksWhileTyping('Ctrl+Shift+Z')).toBe(false);
  expect(worksWhileTyping('n')).toBe(false);
});
