import { expect, test } from 'vitest';
import type { Mask, Vec3 } from '../../image/volume.ts';
import { lumpyVolume } from '../filters/fixtures/lumpy-volume.ts';
import { alignedGrid } from './aligned-grid.ts';
import { interpolate, interpolateMask } from './interpolate.ts';
import { prepareRegion, type GridSettings } from './prepare-region.ts';

const image = lumpyVolume();
const mask: Mask = {
  geometry: image.geometry,
  data: Uint8Array.from(image.data, (_, n) => {
    const [i, j, k] = [n % 15, Math.floor(n / 15) % 13, Math.floor(n / 195)];
    return Number((i - 9) ** 2 + (j - 4) ** 2 + 2 * (k - 6) ** 2 < 11);
  }),
};
const settings: GridSettings = {
  spacingMm: [0.8, 1.1, 0.9],
  image: 'cubic',
  mask: 'linear',
  maskThreshold: 0.5,
  rounded: false,
};

test('a window has the values of the whole grid', () => {
  const grid = alignedGrid(image.geometry, [0.8, 1.1, 0.9]);
  const whole = interpolate(image, grid, 'cubic').data;
  const wholeMask = interpolateMask(mask, grid, 'linear').data;
  const prepared = prepareRegion(image, mask, settings, [2, 1, 3]);
  const [nx, ny] = prepared.image.geometry.dimensions;
  const start = prepared.image.geometry.originMm.map((mm, axis) =>
    Math.round((mm - grid.originMm[axis]) / grid.spacingMm[axis]),
  );
  for (const [n, value] of prepared.image.data.entries()) {
    const [i, j, k] = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))];
    const at =
      i + start[0] + grid.dimensions[0] * (j + start[1] + grid.dimensions[1] * (k + start[2]));
    expect(value).toBeCloseTo(whole[at], 9);
    expect(prepared.mask.data[n]).toBe(wholeMask[at]);
  }
  expect(count(prepared.mask.data)).toBe(count(wholeMask));
  expect(count(wholeMask)).toBeGreaterThan(40);
});

test('without a new spacing image and mask stay as they are', () => {
  const { spacingMm: _, ...own } = settings;
  const prepared = prepareRegion(image, mask, own, [1, 1, 1]);
  expect(count(prepared.mask.data)).toBe(count(mask.data));
  expect(prepared.image.geometry.spacingMm).toEqual(image.geometry.spacingMm);
  const [nx, ny] = prepared.image.geometry.dimensions;
  const centre = prepared.mask.data.findIndex((inside) => inside === 1);
  const back = prepared.image.geometry.originMm.map((mm, axis) =>
    Math.round(mm / image.geometry.spacingMm[axis]),
  );
  const [i, j, k] = [centre % nx, Math.floor(centre / nx) % ny, Math.floor(centre / (nx * ny))];
  expect(prepared.image.data[centre]).toBe(
    image.data[i + back[0] + 15 * (j + back[1] + 13 * (k + back[2]))],
  );
});

test('rounding gives whole numbers', () => {
  const { image: rounded } = prepareRegion(image, mask, { ...settings, rounded: true }, [0, 0, 0]);
  expect(rounded.data.every(Number.isInteger)).toBe(true);
});

test('says what is wrong with a mask', () => {
  const none: Vec3 = [0, 0, 0];
  const empty: Mask = { ...mask, data: new Uint8Array(mask.data.length) };
  expect(() => prepareRegion(image, empty, settings, none)).toThrow(/no voxel/);
  const short: Mask = { ...mask, data: new Uint8Array(5) };
  expect(() => prepareRegion(image, short, settings, none)).toThrow(/mask of 5/);
  const single = new Uint8Array(mask.data.length);
  single[400] = 1;
  const coarse: GridSettings = { ...settings, spacingMm: [5, 5, 5] };
  expect(() => prepareRegion(image, { ...mask, data: single }, coarse, none)).toThrow(/new grid/);
});

function count(data: Uint8Array): number {
  return data.reduce((total, inside) => total + inside, 0);
}
