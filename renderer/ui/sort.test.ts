import { expect, test } from 'vitest';
import { sortBy } from './sort.ts';

test('numbers inside codes count as numbers', () => {
  expect(sortBy(['P-10', 'P-9', 'P-1'], (s) => s, 'asc')).toEqual(['P-1', 'P-9', 'P-10']);
});

test('missing values stand last in both directions', () => {
  const values = [2, null, 3, 1];
  expect(sortBy(values, (v) => v, 'asc')).toEqual([1, 2, 3, null]);
  expect(sortBy(values, (v) => v, 'desc')).toEqual([3, 2, 1, null]);
});

test('equal values keep their order', () => {
  const records = [
    { id: 'a', n: 1 },
    { id: 'b', n: 1 },
    { id: 'c', n: 0 },
  ];
  expect(sortBy(records, (r) => r.n, 'desc').map((r) => r.id)).toEqual(['a', 'b', 'c']);
});
