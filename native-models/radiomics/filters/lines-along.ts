import type { Vec3 } from '../../image/volume.ts';

/**
 * How the lines along an axis lie in memory, in voxels: groups of evenly spaced lines. The voxels of
 * a group are near each other, so that filtering all its lines side by side needs little cache.
 */
export interface LinesAlong {
  readonly groups: number;
  /** From the first voxel of a group to that of the next. */
  readonly groupStep: number;
  /** In each group. */
  readonly lines: number;
  readonly lineStep: number;
  /** From voxel to voxel of a line. */
  readonly step: number;
}

/** The lines along an axis of a box whose voxels lie i fastest. */
export function linesAlong([nx, ny, nz]: Vec3, axis: 0 | 1 | 2): LinesAlong {
  const plane = nx * ny;
  switch (axis) {
    case 0:
      return { groups: nz, groupStep: plane, lines: ny, lineStep: nx, step: 1 };
    case 1:
      return { groups: nz, groupStep: plane, lines: nx, lineStep: 1, step: nx };
    case 2:
      return { groups: 1, groupStep: 0, lines: plane, lineStep: 1, step: plane };
  }
}
