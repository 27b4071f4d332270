import { bytesToRuns } from '#engine/store/run-bytes.ts';

/** Linear indices of the voxels in runs as they travel, ascending. */
export function voxelsOfRuns(bytes: Uint8Array): number[] {
  const runs = bytesToRuns(bytes);
  const voxels: number[] = [];
  for (let r = 0; r < runs.length; r += 2) {
    for (let v = runs[r]; v < runs[r] + runs[r + 1]; v++) voxels.push(v);
  }
  return voxels;
}
