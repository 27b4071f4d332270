import type { Vec3 } from '#native/image/volume.ts';
import type { MaskBox } from '#native/segmentation/region.ts';

/** Common voxels of a boxed mask and a reference on the whole grid, and the voxels of each. */
export interface Overlap {
  readonly both: number;
  readonly mask: number;
  readonly reference: number;
}

/** @param reference One value per voxel of the grid, non-zero inside. */
export function overlapOf(
  { offset, dimensions: [nx, ny, nz], data }: MaskBox,
  reference: ArrayLike<number>,
  [mx, my]: Vec3,
): Overlap {
  let both = 0;
  let mask = 0;
  for (let k = 0, at = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      const row = offset[0] + mx * (offset[1] + j + my * (offset[2] + k));
      for (let i = 0; i < nx; i++, at++) {
        if (data[at] === 0) continue;
        mask++;
        if (reference[row + i] !== 0) both++;
      }
    }
  }
  let total = 0;
  for (let at = 0; at < reference.length; at++) if (reference[at] !== 0) total++;
  return { both, mask, reference: total };
}

export function dice({ both, mask, reference }: Overlap): number {
  return mask + reference === 0 ? 1 : (2 * both) / (mask + reference);
}
