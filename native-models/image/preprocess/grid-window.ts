import { indexToPatient, type Geometry, type Vec3 } from '../volume.ts';

/** A box of voxels of a grid; `start` may be negative and the end may lie beyond the grid. */
export interface GridWindow {
  readonly start: Vec3;
  readonly size: Vec3;
}

/** The window as a grid of its own: the same voxel centres, other counts. */
export function windowGeometry(geometry: Geometry, { start, size }: GridWindow): Geometry {
  return { ...geometry, dimensions: size, originMm: indexToPatient(geometry, start) };
}

/** The part of a window that lies in the grid. */
export function clipToGrid({ dimensions }: Geometry, { start, size }: GridWindow): GridWindow {
  const low = start.map((s) => Math.max(0, s));
  const high = start.map((s, axis) => Math.min(dimensions[axis], s + size[axis]));
  return {
    start: [low[0], low[1], low[2]],
    size: [high[0] - low[0], high[1] - low[1], high[2] - low[2]],
  };
}
