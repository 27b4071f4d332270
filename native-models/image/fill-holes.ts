import { labelComponents } from './connected-components.ts';
import { selectVoxels } from './select.ts';
import type { Vec3 } from './volume.ts';

/**
 * Fills cavities: background that no path through voxel faces connects with the edge of the grid.
 *
 * @returns A new region of 0 and 1.
 */
export function fillHoles(region: Uint8Array, dimensions: Vec3): Uint8Array {
  const background = selectVoxels(region, (inside) => inside === 0);
  const { labels, sizes } = labelComponents(background, dimensions, 6);
  const open = new Uint8Array(sizes.length);
  forEachFaceVoxel(dimensions, (at) => {
    open[labels[at]] = 1;
  });
  // Label 0 is the region itself, which stays.
  open[0] = 0;
  return selectVoxels(labels, (label) => open[label] === 0);
}

/** Visits the flat index of every voxel on the six faces of a grid; edge voxels more than once. */
export function forEachFaceVoxel([nx, ny, nz]: Vec3, visit: (at: number) => void): void {
  const plane = nx * ny;
  for (let at = 0; at < plane; at++) {
    visit(at);
    visit(at + plane * (nz - 1));
  }
  for (let k = 0; k < nz; k++) {
    for (let i = 0; i < nx; i++) {
      visit(i + k * plane);
      visit(i + nx * (ny - 1) + k * plane);
    }
    for (let j = 0; j < ny; j++) {
      visit(nx * j + k * plane);
      visit(nx * j + nx - 1 + k * plane);
    }
  }
}
