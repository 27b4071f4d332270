import {
  type Geometry,
  type Mask,
  patientToIndex,
  type Vec3,
  voxelCount,
} from '#native/image/volume.ts';
import type { Contour } from './read-rtstruct.ts';

/** A mask of outlines, and the outlines that do not fit the grid. */
export interface DrawnMask {
  readonly mask: Mask;
  /** Outlines whose plane or points lie off the grid; nothing of them is in the mask. */
  readonly outside: number;
}

/** An outline may lie this far from its slice, in slices: it was drawn on that slice. */
const planeTolerance = 0.1;
/** Points may pass the outermost voxel centres by a voxel, as outlines around edge voxels do. */
const edgeTolerance = 1;

/**
 * Fills closed outlines on the slices of a grid: a voxel is inside when its centre is inside an odd
 * number of outlines of its slice, so that an inner outline is a hole. A centre exactly on a line
 * belongs to the side with the larger index (half-open rule), so that neighbouring regions share no
 * voxel. Slices without an outline stay empty: nothing is interpolated.
 */
export function contoursToMask(contours: readonly Contour[], geometry: Geometry): DrawnMask {
  const data = new Uint8Array(voxelCount(geometry));
  const [nx, ny] = geometry.dimensions;
  let outside = 0;
  for (const contour of contours) {
    const points = contour.map((point) => patientToIndex(geometry, point));
    const slice = sliceOf(points, geometry);
    if (slice === undefined) outside += 1;
    else toggle(points, data.subarray(slice * nx * ny, (slice + 1) * nx * ny), geometry);
  }
  return { mask: { geometry, data }, outside };
}

/** The slice on which an outline was drawn, `undefined` when it does not fit the grid. */
function sliceOf(points: readonly Vec3[], { dimensions }: Geometry): number | undefined {
  const slice = Math.round(points[0][2]);
  const [nx, ny, nz] = dimensions;
  const fits = points.every(
    ([i, j, k]) =>
      Math.abs(k - slice) <= planeTolerance && within(i, nx) && within(j, ny) && slice >= 0,
  );
  return fits && slice < nz ? slice : undefined;
}

function within(index: number, size: number): boolean {
  return index >= -edgeTolerance && index <= size - 1 + edgeTolerance;
}

/** Flips the voxels of one slice whose centre lies inside the polygon (even-odd). */
function toggle(points: readonly Vec3[], slice: Uint8Array, { dimensions: [nx, ny] }: Geometry) {
  for (const [j, crossings] of rowCrossings(points, ny)) {
    crossings.sort((a, b) => a - b);
    for (let n = 0; n + 1 < crossings.length; n += 2) {
      const first = Math.max(0, Math.ceil(crossings[n]));
      const end = Math.min(nx, Math.ceil(crossings[n + 1]));
      for (let i = first; i < end; i++) slice[j * nx + i] ^= 1;
    }
  }
}

/** Where the polygon's edges cross each row of voxel centres. */
function rowCrossings(points: readonly Vec3[], ny: number): ReadonlyMap<number, number[]> {
  const rows = new Map<number, number[]>();
  for (const [n, a] of points.entries()) {
    const b = points[(n + 1) % points.length];
    const [top, bottom] = a[1] <= b[1] ? [a, b] : [b, a];
    // Half-open: a vertex on a row counts for one of its two edges, level edges for none.
    const first = Math.max(0, Math.ceil(top[1]));
    for (let j = first; j < bottom[1] && j < ny; j++) {
      const share = (j - top[1]) / (bottom[1] - top[1]);
      const crossings = rows.get(j) ?? [];
      if (crossings.length === 0) rows.set(j, crossings);
      crossings.push(top[0] + share * (bottom[0] - top[0]));
    }
  }
  return rows;
}
