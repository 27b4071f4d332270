import { voxelsOfLabel } from './select.ts';
import type { Mask, Vec3 } from './volume.ts';

/** 6: voxels sharing a face; 26: also those sharing an edge or a corner. */
export type Connectivity = 6 | 26;

/** The connected pieces of a binary region. */
export interface Components {
  /** Piece number per voxel, from 1 in the order of the first voxel; 0 outside. */
  readonly labels: Int32Array;
  /** Voxels of each piece; `sizes[0]` counts the outside. */
  readonly sizes: Uint32Array;
}

/**
 * Labels the connected pieces of the non-zero voxels.
 *
 * Works on runs along i instead of voxels: a run is joined with every run it meets in the rows
 * before it, and joined runs share a root.
 *
 * @param region One value per voxel, i fastest; any non-zero value is inside.
 */
export function labelComponents(
  region: ArrayLike<number>,
  dimensions: Vec3,
  connectivity: Connectivity = 6,
): Components {
  const runs = findRuns(region, dimensions);
  const parent = joinRuns(runs, dimensions, connectivity);

  const numbers = new Int32Array(parent.length);
  const labels = new Int32Array(region.length);
  const sizes = [region.length];
  for (let run = 0; run < parent.length; run++) {
    // A root is the first run of its piece, so it gets its number before any other member asks.
    const root = rootOf(parent, run);
    if (root === run) numbers[run] = sizes.push(0) - 1;
    const label = numbers[root];
    numbers[run] = label;
    labels.fill(label, runs.begin[run], runs.end[run]);
    sizes[label] += runs.end[run] - runs.begin[run];
    sizes[0] -= runs.end[run] - runs.begin[run];
  }
  return { labels, sizes: Uint32Array.from(sizes) };
}

/** The largest piece of a mask alone; the first one among equals; an empty mask stays empty. */
export function keepLargest(mask: Mask, connectivity: Connectivity = 26): Mask {
  const { labels, sizes } = labelComponents(mask.data, mask.geometry.dimensions, connectivity);
  let largest = 1;
  for (let label = 2; label < sizes.length; label++) {
    if (sizes[label] > sizes[largest]) largest = label;
  }
  return { geometry: mask.geometry, data: voxelsOfLabel(labels, largest) };
}

/** Maximal stretches of inside voxels along i, as flat voxel ranges [begin, end). */
interface Runs {
  readonly begin: Int32Array;
  readonly end: Int32Array;
  /** First run of each row (j + ny k); one more entry than rows. */
  readonly rowStart: Int32Array;
}

function findRuns(region: ArrayLike<number>, [nx, ny, nz]: Vec3): Runs {
  const rowStart = new Int32Array(ny * nz + 1);
  let count = 0;
  for (let row = 0, at = 0; row < ny * nz; row++) {
    for (let i = 0; i < nx; i++, at++) {
      if (region[at] !== 0 && (i === 0 || region[at - 1] === 0)) count++;
    }
    rowStart[row + 1] = count;
  }

  const begin = new Int32Array(count);
  const end = new Int32Array(count);
  for (let row = 0, run = 0; row < ny * nz; row++) {
    const rowEnd = (row + 1) * nx;
    for (let at = row * nx; run < rowStart[row + 1]; run++) {
      while (region[at] === 0) at++;
      begin[run] = at;
      while (at < rowEnd && region[at] !== 0) at++;
      end[run] = at;
    }
  }
  return { begin, end, rowStart };
}

function joinRuns(runs: Runs, [nx, ny, nz]: Vec3, connectivity: Connectivity): Int32Array {
  const parent = Int32Array.from(runs.begin, (_, run) => run);
  const reach = connectivity === 26 ? 1 : 0;
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      const row = j + ny * k;
      if (j > 0) joinRows(runs, parent, { row, other: row - 1, nx, reach });
      if (k === 0) continue;
      joinRows(runs, parent, { row, other: row - ny, nx, reach });
      if (reach > 0 && j > 0) joinRows(runs, parent, { row, other: row - ny - 1, nx, reach });
      if (reach > 0 && j < ny - 1) joinRows(runs, parent, { row, other: row - ny + 1, nx, reach });
    }
  }
  return parent;
}

interface RowPair {
  readonly row: number;
  readonly other: number;
  readonly nx: number;
  /** Voxels by which runs may miss each other along i and still touch (0 or 1). */
  readonly reach: number;
}

function joinRows(runs: Runs, parent: Int32Array, { row, other, nx, reach }: RowPair): void {
  const { begin, end, rowStart } = runs;
  const shift = (row - other) * nx;
  let a = rowStart[row];
  let b = rowStart[other];
  while (a < rowStart[row + 1] && b < rowStart[other + 1]) {
    if (begin[a] < end[b] + shift + reach && begin[b] + shift < end[a] + reach) join(parent, a, b);
    if (end[a] < end[b] + shift) a++;
    else b++;
  }
}

/** Makes the earlier root the parent, which keeps numbers in scan order. */
function join(parent: Int32Array, a: number, b: number): void {
  const rootA = rootOf(parent, a);
  const rootB = rootOf(parent, b);
  if (rootA < rootB) parent[rootB] = rootA;
  else parent[rootA] = rootB;
}

function rootOf(parent: Int32Array, run: number): number {
  while (parent[run] !== run) {
    parent[run] = parent[parent[run]];
    run = parent[run];
  }
  return run;
}
