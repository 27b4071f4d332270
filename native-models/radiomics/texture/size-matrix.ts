/**
 * Counts s(i, j) of things with grey level i and size j: runs by length, zones by voxels, voxels by
 * the number of dependent neighbours. Only occupied cells are kept.
 */
export interface SizeMatrix {
  /** Number of things counted, > 0. */
  readonly total: number;
  /** Sum of the sizes: the voxels that the things cover. */
  readonly voxels: number;
  /** Grey level, size and count of each occupied cell. */
  readonly grey: Float64Array;
  readonly size: Float64Array;
  readonly count: Float64Array;
  /** Things per grey level and per size. */
  readonly byGrey: readonly Marginal[];
  readonly bySize: readonly Marginal[];
}

export interface Marginal {
  readonly value: number;
  readonly count: number;
}

/** How many things there are of each rank and size. */
export interface SizeCounts {
  /** Entry rank · columns + column. */
  readonly counts: Int32Array;
  /** Size of each column, ascending. */
  readonly sizes: readonly number[];
}

/** @param greyLevels Grey level of each rank. */
export function sizeMatrix({ counts, sizes }: SizeCounts, greyLevels: Float64Array): SizeMatrix {
  const columns = sizes.length;
  let occupied = 0;
  for (let cell = 0; cell < counts.length; cell += 1) if (counts[cell] > 0) occupied += 1;
  const grey = new Float64Array(occupied);
  const size = new Float64Array(occupied);
  const count = new Float64Array(occupied);
  const byGrey = new Float64Array(greyLevels.length);
  const bySize = new Float64Array(columns);
  let total = 0;
  let voxels = 0;
  let filled = 0;
  for (let cell = 0; cell < counts.length; cell += 1) {
    const things = counts[cell];
    if (things === 0) continue;
    const column = cell % columns;
    const rank = (cell - column) / columns;
    grey[filled] = greyLevels[rank];
    size[filled] = sizes[column];
    count[filled] = things;
    filled += 1;
    byGrey[rank] += things;
    bySize[column] += things;
    total += things;
    voxels += things * sizes[column];
  }
  return {
    ...{ total, voxels, grey, size, count },
    byGrey: marginals(byGrey, greyLevels),
    bySize: marginals(bySize, sizes),
  };
}

function marginals(counts: Float64Array, values: ArrayLike<number>): Marginal[] {
  return Array.from(counts, (count, n) => ({ value: values[n], count })).filter(
    ({ count }) => count > 0,
  );
}

/** Columns for the sizes from 0 to the largest possible, where these are few. */
export function allSizes(largest: number): readonly number[] {
  return Array.from({ length: largest + 1 }, (_, size) => size);
}
