import type { Mask, Vec3 } from '../volume.ts';

/** Inclusive range of indices along i, j, k that holds a region. */
export interface IndexBox {
  readonly lower: Vec3;
  readonly upper: Vec3;
}

/** Smallest box of indices around the marked voxels. @throws RangeError for an empty mask. */
export function boundingBox({ geometry, data }: Mask): IndexBox {
  const [nx, ny, nz] = geometry.dimensions;
  let [i0, j0, k0] = [nx, ny, nz];
  let [i1, j1, k1] = [-1, -1, -1];
  for (let k = 0, at = 0; k < nz; k += 1) {
    for (let j = 0; j < ny; j += 1) {
      for (let i = 0; i < nx; i += 1, at += 1) {
        if (data[at] === 0) continue;
        if (i < i0) i0 = i;
        if (i > i1) i1 = i;
        if (j < j0) j0 = j;
        if (j > j1) j1 = j;
        if (k < k0) k0 = k;
        if (k > k1) k1 = k;
      }
    }
  }
  if (i1 < 0) throw new RangeError('the mask is empty');
  return { lower: [i0, j0, k0], upper: [i1, j1, k1] };
}
