import { expect, test } from 'vitest';
import type { Geometry, Mask, Volume } from '../../image/volume.ts';
import { resegment } from './resegment.ts';

const values = [-1200, -1000, 0, 10, 20, 30, 400, 401, 50];
const geometry: Geometry = {
  dimensions: [values.length, 1, 1],
  spacingMm: [1, 1, 1],
  originMm: [0, 0, 0],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};
const image: Volume = { geometry, data: Float64Array.from(values) };
/** The last voxel lies outside the region. */
const mask: Mask = { geometry, data: Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 0) };

test('a range keeps both of its ends', () => {
  const { data } = resegment(image, mask, { range: [-1000, 400] });
  expect([...data]).toEqual([0, 1, 1, 1, 1, 1, 1, 0, 0]);
});

test('an open range keeps everything above', () => {
  const { data } = resegment(image, mask, { range: [0, Infinity] });
  expect([...data]).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 0]);
});

test('outliers are judged by the voxels in range', () => {
  // Of -1000, 0, 10, 20, 30, 400 the mean is -90 and the deviation 430.7: two of them reach to -951.
  const { data } = resegment(image, mask, { range: [-1000, 400], outlierSigmas: 2 });
  expect([...data]).toEqual([0, 0, 1, 1, 1, 1, 1, 0, 0]);
});

test('a flat region has no outliers', () => {
  const flat: Volume = { geometry, data: new Float64Array(values.length).fill(40) };
  expect(resegment(flat, mask, { outlierSigmas: 3 }).data).toEqual(mask.data);
});

test('may leave nothing, and leaves the given mask alone', () => {
  const { data } = resegment(image, mask, { range: [5000, 6000], outlierSigmas: 3 });
  expect(data.every((inside) => inside === 0)).toBe(true);
  expect(mask.data[0]).toBe(1);
});

test('refuses a range that runs backwards and a limit of nothing', () => {
  expect(() => resegment(image, mask, { range: [400, -1000] })).toThrow(/runs upwards/);
  expect(() => resegment(image, mask, { outlierSigmas: 0 })).toThrow(/> 0/);
});
