import { voxelAt, type Border } from './border.ts';

/** A kernel along one axis: response(n) = sum of `weights[t]` times value(n + `offsets[t]`). */
export interface Kernel {
  readonly offsets: readonly number[];
  readonly weights: readonly number[];
}

/** The voxels of one axis that a filter answers for, on an axis of `size` voxels. */
export interface AxisRange {
  readonly start: number;
  readonly count: number;
  readonly size: number;
}

/** One output voxel as a weighted sum: image index along the axis to weight. */
export type Row = ReadonlyMap<number, number>;

/**
 * A filter along one axis as a sparse matrix, one row per output voxel. The border rule is already
 * in it, so a box of an image gets bit for bit what filtering the whole image would give.
 */
export type AxisFilter = readonly Row[];

/** Keeps the voxels as they are; the axis across the slices of a filter that works by slice. */
export const identityKernel: Kernel = { offsets: [0], weights: [1] };

/**
 * Applies kernels one after another, each to the result of the one before, extending every
 * intermediate result beyond the image by the same border rule.
 */
export function axisFilter(
  kernels: readonly Kernel[],
  { start, count, size }: AxisRange,
  border: Border,
): AxisFilter {
  return Array.from({ length: count }, (_, n) =>
    kernels.reduceRight<Row>(
      (row, kernel) => spread(row, kernel, size, border),
      new Map([[start + n, 1]]),
    ),
  );
}

/** Replaces each value that a row reads by the kernel's weighted sum around it. */

export function spread(row: Row, { offsets, weights }: Kernel, size: number, border: Border): Row {
  const wider = new Map<number, number>();
  for (const [position, factor] of row) {
    for (const [t, offset] of offsets.entries()) {
      const index = voxelAt(position + offset, size, border);
      if (index === undefined) continue;
      wider.set(index, (wider.get(index) ?? 0) + factor * weights[t]);
    }
  }
  return wider;
}

/** Image indices that any of the filters reads, ascending. */
export function indicesRead(filters: readonly AxisFilter[]): Int32Array {
  const read = new Set(filters.flatMap((filter) => filter.flatMap((row) => [...row.keys()])));
  return Int32Array.from(read).sort();
}
