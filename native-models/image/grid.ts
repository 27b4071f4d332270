import type { Geometry, Vec3 } from './volume.ts';

/** The part of a geometry that neighbourhood operations need: size and voxel spacing. */
export type Grid = Pick<Geometry, 'dimensions' | 'spacingMm'>;

/** A box of voxels: first index and size along i, j, k. */
export interface Box {
  readonly offset: Vec3;
  readonly dimensions: Vec3;
}

/** The smallest box around the non-zero voxels, or `undefined` when there are none. */
export function boundingBox(region: ArrayLike<number>, [nx, ny, nz]: Vec3): Box | undefined {
  const low = [nx, ny, nz];
  const high = [-1, -1, -1];
  for (let k = 0, row = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++, row += nx) {
      let first = 0;
      while (first < nx && region[row + first] === 0) first++;
      if (first === nx) continue;
      let last = nx - 1;
      while (region[row + last] === 0) last--;
      low[0] = Math.min(low[0], first);
      high[0] = Math.max(high[0], last);
      low[1] = Math.min(low[1], j);
      high[1] = Math.max(high[1], j);
      low[2] = Math.min(low[2], k);
      high[2] = k;
    }
  }
  if (high[2] < 0) return undefined;
  return {
    offset: [low[0], low[1], low[2]],
    dimensions: [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1],
  };
}

/** Grows a box by whole voxels along each axis and keeps it inside the grid. */
export function expandBox(box: Box, margin: Vec3, dimensions: Vec3): Box {
  const low = box.offset.map((o, axis) => Math.max(0, o - margin[axis]));
  const size = box.offset.map(
    (o, axis) => Math.min(dimensions[axis], o + box.dimensions[axis] + margin[axis]) - low[axis],
  );
  return { offset: [low[0], low[1], low[2]], dimensions: [size[0], size[1], size[2]] };
}
