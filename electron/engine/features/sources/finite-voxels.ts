import { AppError } from '#contract/errors.ts';
import type { Volume } from '#native/image/volume.ts';

/** @throws AppError `voxels-not-finite`: a filter would carry one such voxel into many values. */
export function requireFinite({ geometry, data }: Volume, what: 'image' | 'mask'): void {
  let count = 0;
  let first = -1;
  for (let n = 0; n < data.length; n++) {
    if (Number.isFinite(data[n])) continue;
    if (count === 0) first = n;
    count += 1;
  }
  if (count === 0) return;
  const [nx, ny] = geometry.dimensions;
  const index = [first % nx, Math.floor(first / nx) % ny, Math.floor(first / (nx * ny))];
  throw new AppError('voxels-not-finite', { what, count, first: index });
}
