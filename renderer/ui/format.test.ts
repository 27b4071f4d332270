import { expect, test } from 'vitest';
import { byteSize, fixed, grouped, noValue, timeLeft, volumeMm3 } from './format.ts';

test('thousands are set apart, small numbers are left alone', () => {
  expect(grouped(999)).toBe('999');
  expect(grouped(1234567)).toBe('1\u202f234\u202f567');
});

test('a missing number is a dash, zero is zero', () => {
  expect(fixed(null, 1)).toBe(noValue);
  expect(fixed(Number.NaN, 1)).toBe(noValue);
  expect(fixed(0, 1)).toBe('0.0');
  expect(volumeMm3(null)).toBe(noValue);
  expect(volumeMm3(2074.6)).toBe('2\u202f075');
});

test('bytes change unit at powers of a thousand', () => {
  expect([0, 999, 1000, 157_286_400, 2.5e9].map(byteSize)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '157 MB',
    '2.5 GB',
  ]);
});

test('time left never reads as zero', () => {
  expect([0.2, 59.4, 90, 3725].map(timeLeft)).toEqual(['1 s', '59 s', '2 min', '1 h 2 min']);
});
