import type { MaskRuns } from '#contract/mask-runs.ts';
import { indexOf, sliceOf, type Plane } from '../../viewer/plane.ts';

/** Counts after the runs were flipped; `mask` has them in it already. */
export function countsAfter(
  plane: Plane,
  counts: readonly number[],
  { mask, runs }: { readonly mask: Uint8Array; readonly runs: MaskRuns },
): number[] {
  const next = [...counts];
  for (let r = 0; r < runs.length; r += 2) {
    const end = runs[r] + runs[r + 1];
    for (let index = runs[r]; index < end; index++) {
      next[sliceOf(plane, index)] += mask[index] !== 0 ? 1 : -1;
    }
  }
  return next;
}

/** Slices of the plane in which the runs lie, ascending. */
export function touchedSlices(plane: Plane, runs: MaskRuns): number[] {
  const touched = new Set<number>();
  for (let r = 0; r < runs.length; r += 2) {
    for (let index = runs[r]; index < runs[r] + runs[r + 1]; index += 1) {
      touched.add(sliceOf(plane, index));
    }
  }
  return [...touched].sort((a, b) => a - b);
}

/** Slice to show first: the one with the most mask, else the middle one. */
export function firstSlice(counts: readonly number[]): number {
  const most = Math.max(0, ...counts);
  return most === 0 ? Math.floor(counts.length / 2) : counts.indexOf(most);
}

/** Middle of the mask in a slice, else the middle of the slice. */
export function maskCentre(
  plane: Plane,
  mask: Uint8Array,
  slice: number,
): { readonly column: number; readonly row: number } {
  let [columns, rows, count] = [0, 0, 0];
  for (let row = 0; row < plane.rows; row++) {
    for (let column = 0; column < plane.columns; column++) {
      if (mask[indexOf(plane, { column, row, slice })] === 0) continue;
      columns += column;
      rows += row;
      count++;
    }
  }
  if (count === 0)
    return { column: Math.floor(plane.columns / 2), row: Math.floor(plane.rows / 2) };
  return { column: Math.round(columns / count), row: Math.round(rows / count) };
}
