import type { MaskRuns } from '#contract/mask-runs.ts';
import type { Proposal as Outline } from '#native/segmentation/proposal.ts';
import type { Vec3 } from '#native/image/volume.ts';

/** Runs of a boxed region's voxels on the whole grid of the given dimensions. */
export function boxRuns({ offset, dimensions, data }: Outline['mask'], grid: Vec3): MaskRuns {
  const [bx, by, bz] = dimensions;
  const runs: number[] = [];
  for (let k = 0; k < bz; k++) {
    for (let j = 0; j < by; j++) {
      const row = bx * (j + by * k);
      const start = offset[0] + grid[0] * (offset[1] + j + grid[1] * (offset[2] + k));
      for (let i = 0; i < bx; i++) {
        if (data[row + i] === 0) continue;
        const first = i;
        while (i < bx && data[row + i] !== 0) i++;
        runs.push(start + first, i - first);
      }
    }
  }
  return Uint32Array.from(runs);
}

/** Voxel indices of the centroid of the runs' voxels; at least one. */
export function centreOfRuns(runs: MaskRuns, [nx, ny]: Vec3): [number, number, number] {
  let [i, j, k, n] = [0, 0, 0, 0];
  for (let r = 0; r < runs.length; r += 2) {
    for (let at = runs[r]; at < runs[r] + runs[r + 1]; at++) {
      i += at % nx;
      j += Math.floor(at / nx) % ny;
      k += Math.floor(at / (nx * ny));
      n++;
    }
  }
  return [i / n, j / n, k / n];
}
