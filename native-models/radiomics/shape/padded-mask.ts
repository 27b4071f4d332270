import type { Vec3 } from '../../image/volume.ts';
import type { Region } from '../region.ts';

/** A region's bounding box with one voxel around it, so that no neighbour needs a look at bounds. */
export interface PaddedMask {
  /** 1 inside the region, 0 outside; i fastest. */
  readonly inside: Uint8Array;
  readonly dimensions: Vec3;
}

export function paddedMask({ geometry, mask, box: { lower, upper } }: Region): PaddedMask {
  const [nx, ny, nz] = [0, 1, 2].map((axis) => upper[axis] - lower[axis] + 3);
  const [gridX, gridY] = geometry.dimensions;
  const inside = new Uint8Array(nx * ny * nz);
  for (let k = 1; k < nz - 1; k += 1) {
    for (let j = 1; j < ny - 1; j += 1) {
      const row = lower[0] - 1 + gridX * (j + lower[1] - 1 + gridY * (k + lower[2] - 1));
      const at = nx * (j + ny * k);
      for (let i = 1; i < nx - 1; i += 1) inside[at + i] = Number(mask[row + i] !== 0);
    }
  }
  return { inside, dimensions: [nx, ny, nz] };
}
