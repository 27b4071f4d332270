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

/** The things found, one after another; only the first `length` entries are filled. */
export interface SizedThings {
  /** Rank of the grey level. */
  readonly ranks: Int32Array;
  /** Size, ≥ 1. */
  readonly sizes: Int32Array;
  length: number;
}

export function roomFor(things: number): SizedThings {
  return { ranks: new Int32Array(things), sizes: new Int32Array(things), length: 0 };
}

/** @param greyLevels Grey level of each rank. */
export function sizeMatrix(things: SizedThings, greyLevels: Float64Array): SizeMatrix {
  const { sizes, column } = occurringSizes(things);
  const columns = sizes.length;
  const counts = new Int32Array(greyLevels.length * columns);
  let voxels = 0;
  for (let n = 0; n < things.length; n += 1) {
    counts[things.ranks[n] * columns + column[things.sizes[n]]] += 1;
    voxels += things.sizes[n];
  }
  const occupied: number[] = [];
  for (let cell = 0; cell < counts.length; cell += 1) if (counts[cell] > 0) occupied.push(cell);
  const byGrey = new Float64Array(greyLevels.length);
  const bySize = new Float64Array(columns);
  for (const cell of occupied) {
    byGrey[Math.floor(cell / columns)] += counts[cell];
    bySize[cell % columns] += counts[cell];
  }
  return {
    total: things.length,
    voxels,
    grey: Float64Array.from(occupied, (cell) => greyLevels[Math.floor(cell / columns)]),
    size: Float64Array.from(occupied, (cell) => sizes[cell % columns]),
    count: Float64Array.from(occupied, (cell) => counts[cell]),
    byGrey: marginals(byGrey, greyLevels),
    bySize: marginals(bySize, sizes),
  };
}

/** The sizes that occur, ascending, and the position of each in that list. */
function occurringSizes({ sizes, length }: SizedThings): {
  readonly sizes: readonly number[];
  readonly column: Int32Array;
} {
  let largest = 0;
  for (let n = 0; n < length; n += 1) if (sizes[n] > largest) largest = sizes[n];
  const column = new Int32Array(largest + 1);
  for (let n = 0; n < length; n += 1) column[sizes[n]] = 1;
  const occurring: number[] = [];
  for (let size = 1; size <= largest; size += 1) {
    if (column[size] === 0) continue;
    column[size] = occurring.length;
    occurring.push(size);
  }
  return { sizes: occurring, column };
}

function marginals(counts: Float64Array, values: ArrayLike<number>): Marginal[] {
  return Array.from(counts, (count, n) => ({ value: values[n], count })).filter(
    ({ count }) => count > 0,
  );
}
