import type { ResponseImage } from '#contract/filter-response.ts';
import { expect, test } from 'vitest';
import { diverging, greys, sequential } from '../../ui/colour-map.ts';
import { placement, voxelAt } from './draw-response.ts';
import {
  colourScale,
  ctPixels,
  largestSlice,
  nearestSlice,
  responsePixels,
  responseView,
  slicePositionMm,
  sliceVoxels,
} from './response-slice.ts';

/** A box of 3 × 2 × 4 voxels, i to the right, j to the front, k to the head: the study's grid. */
const image: ResponseImage = {
  ...{ maskId: 'mask', settingsHash: 'hash', image: 'wavelet-LLH', unit: 'HU', signed: true },
  filter: { filter: 'wavelet', band: 'LLH' },
  geometry: {
    dimensions: [3, 2, 4],
    spacingMm: [1, 2, 5],
    originMm: [40, 30, -100],
    direction: [-1, 0, 0, 0, -1, 0, 0, 0, 1],
  },
  range: [-10, 4],
  ct: Float32Array.from({ length: 24 }, (_, n) => n - 1600),
  response: Float32Array.from({ length: 24 }, (_, n) => n - 12),
  // Voxels 6, 7 (k = 1) and 12, 13, 14 (k = 2).
  runs: Uint32Array.of(6, 2, 12, 3),
};
const view = responseView(image);

test('slices show the patient’s right at the left and the front on top', () => {
  // i runs to the patient's right and j to the front: i = 2 stands left, j = 1 on top.
  const voxel = (i: number, j: number) => i + 3 * (j + 2 * 1);
  expect([...sliceVoxels(view.plane, 1)]).toEqual([
    ...[voxel(2, 1), voxel(1, 1), voxel(0, 1)],
    ...[voxel(2, 0), voxel(1, 0), voxel(0, 0)],
  ]);
});

test('the tumour is counted by slice, and the picture opens at its largest cut', () => {
  expect(view.areas).toEqual([0, 2, 3, 0]);
  expect(largestSlice(view.areas)).toBe(2);
});

test('a slice lies where the grid says, and steps end at the box', () => {
  expect(slicePositionMm(view, 0)).toBe(-100);
  expect(slicePositionMm(view, 3)).toBe(-85);
  expect(nearestSlice(view.plane, -Infinity)).toBe(0);
  expect(nearestSlice(view.plane, 9)).toBe(3);
});

test('a signed response has 0 in the middle of its colours', () => {
  expect(colourScale(image)).toEqual({ map: diverging, low: -10, high: 10 });
  expect(colourScale({ ...image, signed: false })).toEqual({ map: sequential, low: -10, high: 4 });
  const plain = { ...image, signed: false, filter: { filter: 'original' } as const };
  expect(colourScale(plain).map).toBe(greys);
});

test('values become the colours of the legend', () => {
  const voxels = Uint32Array.of(0, 12, 22);
  const rgba = responsePixels(view, voxels);
  // -12 lies below the first colour, 0 in the middle, 10 at the last one.
  const wanted = [diverging[0], diverging[8], diverging[16]].flatMap((c) => [...c, 255]);
  expect([...rgba]).toEqual(wanted);
  const flat = { ...view, scale: { map: greys, low: 7, high: 7 } };
  expect([...responsePixels(flat, Uint32Array.of(3))]).toEqual([128, 128, 128, 255]);
});

test('the CT is grey in the study’s window, from -1600 to 400 HU', () => {
  const ct = Float32Array.of(-3000, -1600, -600, 400, 3000);
  const rgba = ctPixels(ct, Uint32Array.of(0, 1, 2, 3, 4));
  expect([0, 4, 8, 12, 16].map((at) => rgba[at])).toEqual([0, 0, 128, 255, 255]);
});

test('the box fits the canvas with voxels of their true shape', () => {
  // 3 × 1 mm wide and 2 × 2 mm high: 4 mm of height decide in a square of 200.
  const placed = placement(view, { width: 200, height: 200 });
  expect(placed).toEqual({ left: 25, top: 0, perColumn: 50, perRow: 100 });
  expect(voxelAt(view, placed, [26, 199])).toEqual({ column: 0, row: 1 });
  expect(voxelAt(view, placed, [24, 100])).toBeNull();
});
