/**
 * A sparse difference of two binary masks: the voxels that flip, as runs along the linear index.
 * Applying the same runs twice restores the mask, so one encoding serves do, undo and redo.
 */
export type MaskRuns = Uint32Array;

/**
 * Runs `[start, length, start, length, …]`, ascending and disjoint, of the indices in
 * `[from, to)` at which `before` and `after` differ in being zero.
 */
export function diffRuns(
  before: Uint8Array,
  after: Uint8Array,
  from = 0,
  to = after.length,
): MaskRuns {
  const runs: number[] = [];
  let start = -1;
  for (let i = from; i < to; i++) {
    const flips = (before[i] === 0) !== (after[i] === 0);
    if (flips && start < 0) start = i;
    if (!flips && start >= 0) {
      runs.push(start, i - start);
      start = -1;
    }
  }
  if (start >= 0) runs.push(start, to - start);
  return Uint32Array.from(runs);
}

/** Flips every voxel of the runs in place: 0 becomes 1, anything else becomes 0. */
export function flipRuns(mask: Uint8Array, runs: MaskRuns): void {
  for (let r = 0; r < runs.length; r += 2) {
    const end = runs[r] + runs[r + 1];
    for (let i = runs[r]; i < end; i++) mask[i] = mask[i] === 0 ? 1 : 0;
  }
}

/** Runs of all voxels that are set; `flipRuns` of them on an empty mask restores it. */
export function maskRuns(mask: Uint8Array): MaskRuns {
  const runs: number[] = [];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    const start = i;
    while (i < mask.length && mask[i] !== 0) i++;
    runs.push(start, i - start);
  }
  return Uint32Array.from(runs);
}

/** The mask of `voxels` elements, one byte each, of which the runs are what is set. */
export function maskOfRuns(runs: MaskRuns, voxels: number): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(voxels);
  for (let r = 0; r < runs.length; r += 2) mask.fill(1, runs[r], runs[r] + runs[r + 1]);
  return mask;
}

/** Number of voxels in the runs. */
export function runVoxels(runs: MaskRuns): number {
  let total = 0;
  for (let r = 1; r < runs.length; r += 2) total += runs[r];
  return total;
}

/**
 * Whether runs are well formed for a mask of `voxels` elements: pairs, positive lengths,
 * ascending, disjoint, inside. Data from another process is checked with this before use.
 */
export function validRuns(runs: MaskRuns, voxels: number): boolean {
  if (runs.length % 2 !== 0) return false;
  let end = 0;
  for (let r = 0; r < runs.length; r += 2) {
    if (runs[r] < end || runs[r + 1] === 0) return false;
    end = runs[r] + runs[r + 1];
    if (end > voxels) return false;
  }
  return true;
}
