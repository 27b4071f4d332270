import { expect, test } from 'vitest';
import { numberOf } from './number-of.ts';

test.each([
  ['2', 2],
  [' 1,25 ', 1.25],
  ['0.5', 0.5],
  ['', null],
  ['  ', null],
  ['2 mm', Number.NaN],
])('%j is %d', (text, number) => {
  expect(numberOf(text)).toBe(number);
});
