import { expect, test } from 'vitest';
import { findBlobs } from './blobs.ts';

const dimensions = [64, 48, 40] as const;
const grid = { dimensions, spacingMm: [1.5, 1.5, 1.5] } as const;
const everywhere = new Uint8Array(64 * 48 * 40).fill(1);

/** Lung with balls, each a Gaussian of 800 HU, and one bright tube along j. */
function image(balls: readonly { at: readonly [number, number, number]; sigmaMm: number }[]) {
  const data = new Float32Array(everywhere.length);
  for (let k = 0, at = 0; k < 40; k++) {
    for (let j = 0; j < 48; j++) {
      for (let i = 0; i < 64; i++, at++) {
        const tube = 900 * Math.exp(-((i - 10) ** 2 + (k - 30) ** 2) / 8);
        const values = balls.map(({ at: [a, b, c], sigmaMm }) => {
          const squared = ((i - a) ** 2 + (j - b) ** 2 + (k - c) ** 2) * 1.5 ** 2;
          return 800 * Math.exp(-squared / (2 * sigmaMm ** 2));
        });
        data[at] = -850 + Math.max(tube, ...values);
      }
    }
  }
  return data;
}

test('balls are found where they are, before the tube', () => {
  const balls = [
    { at: [24, 14, 12], sigmaMm: 3 },
    { at: [44, 30, 20], sigmaMm: 5 },
  ] as const;
  const blobs = findBlobs(image(balls), everywhere, grid);
  const places = blobs.slice(0, 2).map(({ index }) => index);
  for (const { at } of balls) {
    const gaps = places.map((index) => Math.hypot(...index.map((x, axis) => x - at[axis])));
    // Half a voxel of the coarse grid, along each axis.
    expect(Math.min(...gaps)).toBeLessThan(1.8);
  }
});

test('a larger ball gets a larger size', () => {
  const size = (sigmaMm: number) =>
    findBlobs(image([{ at: [40, 24, 20], sigmaMm }]), everywhere, grid)[0].sigmaMm;
  expect(size(6)).toBeGreaterThan(size(2));
});

test('nothing is found outside the given region', () => {
  const blobs = findBlobs(
    image([{ at: [40, 24, 20], sigmaMm: 4 }]),
    new Uint8Array(everywhere.length),
    grid,
  );
  expect(blobs).toEqual([]);
});
