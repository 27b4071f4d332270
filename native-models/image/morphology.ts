import { squaredDistance } from './distance-transform.ts';
import type { Grid } from './grid.ts';
import { voxelsAbove, voxelsUpTo } from './select.ts';

// Balls are measured in mm between voxel centres, so they are ellipsoids of voxels on anisotropic
// grids. What lies beyond the grid counts as inside for erosion and as outside for dilation.

/** Squared mm by which a distance may exceed the radius through Float32 rounding alone. */
const tolerance = 1e-4;

/** Voxels within `radiusMm` of the region. */
export function dilate(region: ArrayLike<number>, grid: Grid, radiusMm: number): Uint8Array {
  const squared = squaredDistance(region, grid, { to: 'region', limitMm: radiusMm });
  const limit = radiusMm * radiusMm + tolerance;
  return voxelsUpTo(squared, limit);
}

/** Voxels of the region farther than `radiusMm` from everything outside it. */
export function erode(region: ArrayLike<number>, grid: Grid, radiusMm: number): Uint8Array {
  const squared = squaredDistance(region, grid, { to: 'background', limitMm: radiusMm });
  const limit = radiusMm * radiusMm + tolerance;
  return voxelsAbove(squared, limit);
}

/** Dilation, then erosion: closes gaps that a ball of `radiusMm` cannot enter. */
export function close(region: ArrayLike<number>, grid: Grid, radiusMm: number): Uint8Array {
  return erode(dilate(region, grid, radiusMm), grid, radiusMm);
}
