import { indexOf, type Plane } from './plane.ts';

/** A straight sweep of a round brush in one slice; positions in (fractional) columns and rows. */
export interface Sweep {
  readonly slice: number;
  readonly from: readonly [column: number, row: number];
  readonly to: readonly [column: number, row: number];
  readonly radiusMm: number;
}

/** Sets voxels to `value` where `accepts` allows it. */
export interface Paint {
  readonly mask: Uint8Array;
  readonly value: 0 | 1;
  /** Whether a voxel may change, e.g. because of its HU. */
  readonly accepts: (index: number) => boolean;
}

/**
 * Paints every voxel whose centre lies within the radius of the sweep's line, so that a fast
 * stroke leaves no gaps however far apart the mouse reports; the voxel under each end is always
 * included, also by a brush that is smaller than a voxel.
 *
 * @returns Number of voxels that changed.
 */
export function paintSweep(plane: Plane, sweep: Sweep, { mask, value, accepts }: Paint): number {
  const { from, to, slice, radiusMm } = sweep;
  const reach = [radiusMm / plane.columnMm, radiusMm / plane.rowMm];
  const columns = span(from[0], to[0], { reach: reach[0], size: plane.columns });
  const rows = span(from[1], to[1], { reach: reach[1], size: plane.rows });
  let changed = 0;
  const set = (column: number, row: number) => {
    const index = indexOf(plane, { column, row, slice });
    if ((mask[index] !== 0) === (value === 1) || !accepts(index)) return;
    mask[index] = value;
    changed++;
  };
  for (let row = rows.first; row <= rows.last; row++) {
    for (let column = columns.first; column <= columns.last; column++) {
      if (isUnder(from, column, row) || isUnder(to, column, row)) set(column, row);
      else if (distanceMm(plane, sweep, [column, row]) <= radiusMm) set(column, row);
    }
  }
  return changed;
}

interface Extent {
  readonly reach: number;
  readonly size: number;
}

/** Whole positions that the sweep can reach along one axis, inside the slice. */
function span(a: number, b: number, { reach, size }: Extent) {
  return {
    first: Math.max(0, Math.min(Math.floor(Math.min(a, b) - reach), Math.round(Math.min(a, b)))),
    last: Math.min(
      size - 1,
      Math.max(Math.ceil(Math.max(a, b) + reach), Math.round(Math.max(a, b))),
    ),
  };
}

function isUnder(end: readonly [number, number], column: number, row: number): boolean {
  return Math.round(end[0]) === column && Math.round(end[1]) === row;
}

/** Distance of a voxel centre to the line of the sweep, mm. */
function distanceMm(
  { columnMm, rowMm }: Plane,
  { from, to }: Sweep,
  at: readonly [number, number],
): number {
  const along = [(to[0] - from[0]) * columnMm, (to[1] - from[1]) * rowMm];
  const point = [(at[0] - from[0]) * columnMm, (at[1] - from[1]) * rowMm];
  const length2 = along[0] ** 2 + along[1] ** 2;
  const share =
    length2 === 0
      ? 0
      : Math.min(1, Math.max(0, (point[0] * along[0] + point[1] * along[1]) / length2));
  return Math.hypot(point[0] - share * along[0], point[1] - share * along[1]);
}
