import { flipRuns } from '#contract/mask-runs.ts';
import { expect, test } from 'vitest';
import { planeOf, sliceOf, type Plane } from '../../viewer/plane.ts';
import { countsAfter, firstSlice, maskCentre, touchedSlices } from './slice-counts.ts';

/** 4 × 3 × 5 voxels, and the same voxels with the slices along the first axis. */
const geometry = (direction: number[]) => ({
  dimensions: [4, 3, 5] as [number, number, number],
  spacingMm: [1, 1, 1] as [number, number, number],
  originMm: [0, 0, 0] as [number, number, number],
  direction,
});
const axial = planeOf(geometry([1, 0, 0, 0, 1, 0, 0, 0, 1]), 'axial');
const turned = planeOf(geometry([0, 0, 1, 0, 1, 0, 1, 0, 0]), 'axial');

function countedOneByOne(plane: Plane, mask: Uint8Array): number[] {
  const counts = new Array<number>(plane.depth).fill(0);
  mask.forEach((value, index) => (counts[sliceOf(plane, index)] += value));
  return counts;
}

test('counts follow flips over slice borders without counting the mask again', () => {
  for (const plane of [axial, turned]) {
    const mask = new Uint8Array(60);
    let counts = countedOneByOne(plane, mask);
    for (const runs of [
      Uint32Array.of(5, 20, 40, 3),
      Uint32Array.of(10, 4),
      Uint32Array.of(0, 60),
    ]) {
      flipRuns(mask, runs);
      counts = countsAfter(plane, counts, { mask, runs });
      expect(counts).toEqual(countedOneByOne(plane, mask));
    }
  }
});

test('touched slices are those of the plane, not of the memory', () => {
  expect(touchedSlices(axial, Uint32Array.of(11, 2))).toEqual([0, 1]);
  expect(touchedSlices(turned, Uint32Array.of(1, 1, 5, 1))).toEqual([1]);
});

test('the desk opens at the largest area, else in the middle', () => {
  expect(firstSlice([0, 2, 9, 1])).toBe(2);
  expect(firstSlice([0, 0, 0, 0, 0])).toBe(2);
  const mask = new Uint8Array(60);
  mask.fill(1, 24, 28);
  expect(maskCentre(axial, mask, 2)).toEqual({ column: 2, row: 0 });
  expect(maskCentre(axial, mask, 0)).toEqual({ column: 2, row: 1 });
});
