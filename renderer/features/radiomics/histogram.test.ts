import { expect, test } from 'vitest';
import { histogram } from './histogram.ts';

test('every value is counted once, the largest in the last bin', () => {
  const bins = histogram([0, 1, 2, 3, 4, 10]);
  expect(bins.map(({ count }) => count)).toEqual([2, 2, 1, 0, 1]);
  expect([bins[0].from, bins[4].to]).toEqual([0, 10]);
});

test('many values have about the root of their number of bins, thirty at most', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => i);
  expect(histogram(many(100))).toHaveLength(10);
  expect(histogram(many(5000))).toHaveLength(30);
});

test('equal values are one bin', () => {
  expect(histogram([7, 7, 7])).toEqual([{ from: 7, to: 7, count: 3 }]);
});
