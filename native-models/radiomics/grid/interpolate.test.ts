import { expect, test } from 'vitest';
import type { Geometry, Mask, Vec3, VoxelArray } from '../../image/volume.ts';
import { lumpyVolume } from '../filters/fixtures/lumpy-volume.ts';
import { alignedGrid } from './aligned-grid.ts';
import reference from './fixtures/interpolation.json' with { type: 'json' };
import { asStored } from './as-stored.ts';
import { interpolationWeights } from './interpolation-weights.ts';
import { interpolate, interpolateMask, roundIntensities } from './interpolate.ts';

const image = lumpyVolume();
const methods = ['linear', 'cubic'] as const;

// SciPy 1.17.1 and, for the inner samples of cubic, SimpleITK 2.5.7: fixtures/interpolation.py.
const cases = reference.grids.flatMap((grid) => methods.map((method) => ({ grid, method })));

test.each(cases)('$method on $grid.spacingMm mm agrees with SciPy', ({ grid, method }) => {
  const target = alignedGrid(image.geometry, grid.spacingMm as unknown as Vec3);
  expect(target.dimensions).toEqual(grid.dimensions);
  for (const axis of [0, 1, 2]) {
    expect(target.originMm[axis]).toBeCloseTo(grid.originMm[axis], 12);
  }
  const { data } = interpolate(image, target, method);
  for (const [n, expected] of grid[method].entries()) {
    expect(data[n * reference.everyNth]).toBeCloseTo(expected, 8);
  }
});

test.each(['nearest', ...methods] as const)('%s keeps an image on its own grid', (method) => {
  const { data } = interpolate(image, alignedGrid(image.geometry, [0.7, 1, 1.3]), method);
  for (const [n, value] of data.entries()) expect(value).toBeCloseTo(image.data[n], 9);
});

test.each(methods)('%s gives a window what it gives the whole grid', (method) => {
  const whole = alignedGrid(image.geometry, [0.5, 0.5, 0.5]);
  const window: Geometry = {
    ...whole,
    dimensions: [3, 1, 2],
    originMm: [whole.originMm[0] + 2, whole.originMm[1] + 4.5, whole.originMm[2] + 6],
  };
  const [nx, ny] = whole.dimensions;
  const all = interpolate(image, whole, method).data;
  const { data } = interpolate(image, window, method);
  for (const [n, value] of data.entries()) {
    const [i, k] = [(n % 3) + 4, Math.floor(n / 3) + 12];
    expect(value).toBeCloseTo(all[i + nx * (9 + ny * k)], 9);
  }
});

test('a voxel half inside a mask is inside, one a little less is not', () => {
  const geometry = line(4, 1);
  const mask: Mask = { geometry, data: Uint8Array.of(0, 1, 1, 0) };
  const half = { ...line(3, 1), originMm: [0.5, 0, 0] as const };
  expect([...interpolateMask(mask, half, 'linear').data]).toEqual([1, 1, 1]);
  const less = { ...line(3, 1), originMm: [0.49, 0, 0] as const };
  expect([...interpolateMask(mask, less, 'linear').data]).toEqual([0, 1, 1]);
});

test('whole CT numbers come back from rounding', () => {
  const rounded = roundIntensities({
    geometry: line(4, 1),
    data: Float32Array.of(-1.5, -0.4, 0.5, 7),
  });
  expect([...rounded.data]).toEqual([-1, -0, 1, 7]);
});

test('refuses grids that are turned against each other and spacings of nothing', () => {
  const turned: Geometry = { ...image.geometry, direction: [0, 1, 0, -1, 0, 0, 0, 0, 1] };
  expect(() => interpolate(image, turned, 'linear')).toThrow(/different axes/);
  expect(() => alignedGrid(image.geometry, [1, 0, 1])).toThrow(/spacing must be > 0/);
});

function line(count: number, spacing: number): Geometry {
  return {
    dimensions: [count, 1, 1],
    spacingMm: [spacing, 1, 1],
    originMm: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  };
}

test('the nearest voxel half-way between two is the next one, but only there', () => {
  const nearest = (position: number, beyond: 'continued' | 'ended' = 'continued') => [
    ...interpolationWeights(position, 16, { method: 'nearest', beyond }).keys(),
  ];
  expect(nearest(9.5)).toEqual([10]);
  expect(nearest(9.5 - 1e-12)).toEqual([10]);
  // Slices of 2.45 mm as a 32-bit float, at 1 mm: SimpleITK 2.5.7 takes the tenth for the 25th.
  expect(nearest(24.5 / Math.fround(2.45) - 0.5)).toEqual([9]);
  expect([nearest(-3), nearest(15.5)]).toEqual([[0], [15]]);
  expect([nearest(-0.5, 'ended'), nearest(-0.51, 'ended')]).toEqual([[0], []]);
  expect([nearest(15.49, 'ended'), nearest(15.5, 'ended')]).toEqual([[15], []]);
});

test('integers are cut toward zero and held in the range of their type, as by ITK', () => {
  const values = Float64Array.of(-70_000.5, -1.9, 1.9, 300.7, 70_000.5);
  const as = (stored: VoxelArray) => [...asStored(values, stored)];
  expect(as(new Int16Array())).toEqual([-32768, -1, 1, 300, 32767]);
  expect(as(new Uint16Array())).toEqual([0, 0, 1, 300, 65535]);
  expect(as(new Uint8Array())).toEqual([0, 0, 1, 255, 255]);
  expect(as(new Int32Array())).toEqual([-70000, -1, 1, 300, 70000]);
  expect(as(new Uint32Array())).toEqual([0, 0, 1, 300, 70000]);
  expect(as(new Float32Array())).toEqual([...values].map(Math.fround));
  expect(as(new Float64Array())).toEqual([...values]);
});
