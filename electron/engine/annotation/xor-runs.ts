import type { MaskRuns } from '#contract/mask-runs.ts';

/**
 * Runs of the voxels that flip when both `a` and `b` are applied.
 *
 * A run list is the sorted list of places where "flips" switches on or off. Two lists combine by
 * merging those places; where both switch, nothing happens.
 */
export function xorRuns(a: MaskRuns, b: MaskRuns): MaskRuns {
  const edges = new Uint32Array(a.length + b.length);
  let n = 0;
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const x = i < a.length ? edge(a, i) : Infinity;
    const y = j < b.length ? edge(b, j) : Infinity;
    const next = Math.min(x, y);
    if (x === next) i++;
    else j++;
    // Two switches at one place cancel; also where neighbouring runs of one list touch.
    if (n > 0 && edges[n - 1] === next) n--;
    else edges[n++] = next;
  }
  for (let k = n - 1; k > 0; k -= 2) edges[k] -= edges[k - 1];
  return edges.slice(0, n);
}

/** Place of the r-th switch: starts lie at even, ends at odd positions. */
function edge(runs: MaskRuns, r: number): number {
  return r % 2 === 0 ? runs[r] : runs[r - 1] + runs[r];
}

/** Slices k that the runs touch, ascending. `sliceVoxels` is nx × ny. */
export function touchedSlices(runs: MaskRuns, sliceVoxels: number): number[] {
  const slices: number[] = [];
  for (let r = 0; r < runs.length; r += 2) {
    const last = Math.floor((runs[r] + runs[r + 1] - 1) / sliceVoxels);
    let k = Math.max(Math.floor(runs[r] / sliceVoxels), (slices.at(-1) ?? -1) + 1);
    for (; k <= last; k++) slices.push(k);
  }
  return slices;
}
