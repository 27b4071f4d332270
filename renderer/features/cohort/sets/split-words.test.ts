import { expect, test } from 'vitest';
import { shareText, splitChange } from './split-words.ts';

const split = { method: 'pair', share: 0.7, seed: 5 } as const;

test('undo names what was changed of the split', () => {
  expect(splitChange(split, { ...split, method: 'paper' })).toBe('Split as published');
  expect(splitChange(split, { ...split, share: 0.58 })).toBe('Split: 58 % train');
  expect(splitChange(split, { ...split, seed: 11 })).toBe('Split: seed 11');
});

test('per cent are what was typed', () => {
  // 0.58 * 100 is 57.99999999999999 in double precision.
  expect(shareText(0.58)).toBe('58');
  expect(shareText(0.725)).toBe('72.5');
});
