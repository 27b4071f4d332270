import { expect, test } from 'vitest';
import type { Volume } from '../../image/volume.ts';
import { standardise } from './standardise.ts';

const image: Volume = {
  geometry: {
    dimensions: [4, 1, 1],
    spacingMm: [1, 1, 1],
    originMm: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  },
  data: Int16Array.of(2, 4, 4, 14),
};

test('mean 0 and the given standard deviation, divided by n - 1', () => {
  // Mean 6, squares 16 + 4 + 4 + 64 = 88, deviation √(88 / 3).
  const sigma = Math.sqrt(88 / 3);
  const { data } = standardise(image, { scale: 100, clipSigmas: null });
  const expected = [-4, -2, -2, 8].map((deviation) => (100 * deviation) / sigma);
  for (const [n, value] of expected.entries()) expect(data[n]).toBeCloseTo(value, 10);
});

test('what lies further out is set to the limit before it is scaled', () => {
  const { data } = standardise(image, { scale: 100, clipSigmas: 1 });
  expect(Math.max(...data)).toBe(100);
  expect(Math.min(...data)).toBeCloseTo(-400 / Math.sqrt(88 / 3), 10);
});

test('a flat image becomes 0', () => {
  const flat = { ...image, data: Int16Array.of(5, 5, 5, 5) };
  expect([...standardise(flat, { scale: 1, clipSigmas: 3 }).data]).toEqual([0, 0, 0, 0]);
});
