import { expect, test } from 'vitest';
import { resampleCubicSpline } from './cubic-spline.ts';
import type { Geometry, Vec3, Volume } from './volume.ts';

const volume = volumeOf([5, 4, 3], (i, j, k) => (i * 7919 + j * 104729 + k * 1299709) % 997);

// scipy.ndimage.map_coordinates(…, order=3, mode='mirror') of SciPy 1.17.1, every seventh value.
const scipy = [
  0, 795.015625, 821.72533125, 919.155375, -13.5255375, 862.5088, 955.1136, 243.4375, 318.92795625,
  512.92865, 212.052000781, 306.653016016, 497.641558594,
];

test('agrees with SciPy between the voxels', () => {
  const target = { ...volume.geometry, dimensions: [9, 5, 2], spacingMm: [0.5, 0.7, 1.5] } as const;
  const { data } = resampleCubicSpline(volume, target);
  for (const [n, value] of scipy.entries()) expect(data[7 * n]).toBeCloseTo(value, 8);
});

test('passes through the voxels and continues the outermost beyond them', () => {
  const { data } = resampleCubicSpline(volume, volume.geometry);
  for (const [n, value] of volume.data.entries()) expect(data[n]).toBeCloseTo(value, 9);
  const beyond = { ...volume.geometry, dimensions: [1, 1, 1], originMm: [-0.4, 0, 0] } as const;
  expect(resampleCubicSpline(volume, beyond).data[0]).toBeCloseTo(volume.data[0], 9);
});

test('keeps an axis of one voxel', () => {
  const flat = volumeOf([3, 1, 1], (i) => i);
  const target = { ...flat.geometry, dimensions: [3, 2, 2] } as const;
  expect([...resampleCubicSpline(flat, target).data.slice(3, 6)]).toEqual([
    expect.closeTo(0, 12),
    expect.closeTo(1, 12),
    expect.closeTo(2, 12),
  ]);
});

test('refuses a grid of other axes', () => {
  const turned = { ...volume.geometry, direction: [0, 1, 0, 1, 0, 0, 0, 0, 1] };
  expect(() => resampleCubicSpline(volume, turned)).toThrow(RangeError);
});

function volumeOf(
  dimensions: Vec3,
  value: (i: number, j: number, k: number) => number,
): Volume<Float64Array> {
  const [nx, ny, nz] = dimensions;
  const geometry: Geometry = {
    dimensions,
    spacingMm: [1, 1, 1],
    originMm: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  };
  const data = Float64Array.from({ length: nx * ny * nz }, (_, n) =>
    value(n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))),
  );
  return { geometry, data };
}
