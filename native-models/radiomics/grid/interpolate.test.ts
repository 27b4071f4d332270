import { expect, test } from 'vitest';
import type { Geometry, Mask, Vec3 } from '../../image/volume.ts';
import { lumpyVolume } from '../filters/fixtures/lumpy-volume.ts';
import { alignedGrid } from './aligned-grid.ts';
import reference from './fixtures/interpolation.json' with { type: 'json' };
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
