import { expect, test } from 'vitest';
import type { Geometry } from '#contract/geometry.ts';
import { liveMeasures } from './live-measures.ts';
import { longestChord } from './longest-chord.ts';

const geometry: Geometry = {
  dimensions: [9, 7, 3],
  spacingMm: [0.5, 2, 4],
  originMm: [0, 0, 0],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};
const at = (i: number, j: number, k: number) => i + 9 * (j + 7 * k);

test('measures a mask worked out by hand', () => {
  const mask = new Uint8Array(9 * 7 * 3);
  for (const voxel of [at(1, 2, 0), at(7, 2, 0), at(3, 1, 2), at(3, 6, 2)]) mask[voxel] = 1;
  expect(liveMeasures(mask, geometry).read()).toEqual({
    voxels: 4,
    volumeMm3: 16,
    // Five rows of 2 mm between the centres and one more row edge to edge.
    longAxis: { lengthMm: 12, slice: 2, fromIjk: [3, 1, 2], toIjk: [3, 6, 2] },
    voxelsPerSlice: [2, 0, 2],
  });
});

test('an empty mask has no long axis', () => {
  const measures = liveMeasures(new Uint8Array(9 * 7 * 3), geometry).read();
  expect(measures.longAxis).toBeNull();
  expect(measures.voxels).toBe(0);
});

test('updating the touched slices gives what measuring everything anew gives', () => {
  const mask = new Uint8Array(9 * 7 * 3);
  const live = liveMeasures(mask, geometry);
  for (let n = 0; n < 60; n++) {
    const voxel = (n * 53) % mask.length;
    mask[voxel] ^= 1;
    live.update(mask, [Math.floor(voxel / 63)]);
    expect(live.read()).toEqual(liveMeasures(mask, geometry).read());
  }
});

test('the longest chord is the farthest of all pairs', () => {
  const slice = new Uint8Array(63);
  for (let v = 0; v < 63; v++) slice[v] = Number((v * 37) % 11 < 2);
  const set = [...slice].flatMap((value, v) => (value ? [[v % 9, Math.floor(v / 9)]] : []));
  let farthest = 0;
  for (const [i, j] of set) {
    for (const [p, q] of set) farthest = Math.max(farthest, Math.hypot((i - p) * 0.5, (j - q) * 2));
  }
  const { from, to } = longestChord(slice, 9, [0.5, 2]);
  expect(Math.hypot((from[0] - to[0]) * 0.5, (from[1] - to[1]) * 2)).toBe(farthest);
});

test('a single voxel is as long as its longer side', () => {
  const slice = new Uint8Array(63);
  slice[30] = 1;
  expect(longestChord(slice, 9, [0.5, 2]).lengthMm).toBe(2);
});
