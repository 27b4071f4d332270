import type { Geometry, Vec3 } from '#contract/geometry.ts';

export type PlaneName = 'axial' | 'sagittal' | 'coronal';

/**
 * A stack of radiologically displayed slices over a voxel grid: column 0 is the left edge of the
 * screen, row 0 its top. Voxel index = start + column·columnStride + row·rowStride +
 * depth·depthStride, so that flips and transpositions are nothing but strides.
 */
export interface Plane {
  readonly name: PlaneName;
  readonly columns: number;
  readonly rows: number;
  /** Number of slices. */
  readonly depth: number;
  readonly start: number;
  readonly columnStride: number;
  readonly rowStride: number;
  /** Always positive: slices keep their stored order, so their numbers agree with every report. */
  readonly depthStride: number;
  /** Distance of voxel centres along columns, rows, slices; mm. */
  readonly columnMm: number;
  readonly rowMm: number;
  readonly depthMm: number;
  /** Voxel axes (0 = i, 1 = j, 2 = k) that run along columns, rows and slices. */
  readonly axes: readonly [number, number, number];
  readonly flips: readonly [column: boolean, row: boolean];
  /** Unit vectors (LPS) towards the right and the bottom of the screen. */
  readonly right: Vec3;
  readonly down: Vec3;
  /** Slice step that goes towards the feet, the right or the front. */
  readonly forward: 1 | -1;
}

/** A voxel of a plane. */
export interface PlanePoint {
  readonly column: number;
  readonly row: number;
  readonly slice: number;
}

/** LPS axis and sign of screen right, screen down and "forward" of each plane. */
const layouts = {
  axial: { right: [0, 1], down: [1, 1], forward: [2, -1] },
  sagittal: { right: [1, 1], down: [2, -1], forward: [0, -1] },
  coronal: { right: [0, 1], down: [2, -1], forward: [1, -1] },
} as const;

/** The plane's slices as a radiologist sees them: the patient's right on the left of the screen. */
export function planeOf(geometry: Geometry, name: PlaneName): Plane {
  const { dimensions, spacingMm } = geometry;
  const voxelAxes = voxelAxesOfPatient(geometry);
  const layout = layouts[name];
  const strides = [1, dimensions[0], dimensions[0] * dimensions[1]];
  const [column, row, depth] = [layout.right, layout.down, layout.forward].map(([patient]) => {
    return voxelAxes[patient];
  });
  const flipped = (voxelAxis: number, [patient, sign]: readonly [number, number]) =>
    geometry.direction[3 * voxelAxis + patient] * sign < 0;
  const flipColumn = flipped(column, layout.right);
  const flipRow = flipped(row, layout.down);
  return {
    name,
    columns: dimensions[column],
    rows: dimensions[row],
    depth: dimensions[depth],
    start:
      (flipColumn ? (dimensions[column] - 1) * strides[column] : 0) +
      (flipRow ? (dimensions[row] - 1) * strides[row] : 0),
    columnStride: flipColumn ? -strides[column] : strides[column],
    rowStride: flipRow ? -strides[row] : strides[row],
    depthStride: strides[depth],
    columnMm: spacingMm[column],
    rowMm: spacingMm[row],
    depthMm: spacingMm[depth],
    axes: [column, row, depth],
    flips: [flipColumn, flipRow],
    right: axisVector(geometry, column, flipColumn),
    down: axisVector(geometry, row, flipRow),
    forward: flipped(depth, layout.forward) ? -1 : 1,
  };
}

/** Linear index of a voxel of the plane. */
export function indexOf(plane: Plane, { column, row, slice }: PlanePoint): number {
  return (
    plane.start + column * plane.columnStride + row * plane.rowStride + slice * plane.depthStride
  );
}

/** Voxel indices (i, j, k) of a, perhaps fractional, point of the plane. */
export function toIjk(plane: Plane, { column, row, slice }: PlanePoint): Vec3 {
  const ijk: Vec3 = [0, 0, 0];
  ijk[plane.axes[0]] = plane.flips[0] ? plane.columns - 1 - column : column;
  ijk[plane.axes[1]] = plane.flips[1] ? plane.rows - 1 - row : row;
  ijk[plane.axes[2]] = slice;
  return ijk;
}

/** The inverse of `toIjk`. */
export function fromIjk(plane: Plane, ijk: Vec3): PlanePoint {
  const column = ijk[plane.axes[0]];
  const row = ijk[plane.axes[1]];
  return {
    column: plane.flips[0] ? plane.columns - 1 - column : column,
    row: plane.flips[1] ? plane.rows - 1 - row : row,
    slice: ijk[plane.axes[2]],
  };
}

export function contains(plane: Plane, { column, row, slice }: PlanePoint): boolean {
  return (
    column >= 0 &&
    column < plane.columns &&
    row >= 0 &&
    row < plane.rows &&
    slice >= 0 &&
    slice < plane.depth
  );
}

/** Slice of the plane in which a voxel lies. */
export function sliceOf(plane: Plane, index: number): number {
  return Math.floor(index / plane.depthStride) % plane.depth;
}

/** For the patient's x, y and z: the voxel axis that is closest, each axis used once. */
function voxelAxesOfPatient({ direction }: Geometry): Vec3 {
  let best: Vec3 = [0, 1, 2];
  let bestFit = -1;
  for (const order of axisOrders) {
    const fit = order.reduce((sum, axis, patient) => {
      return sum + Math.abs(direction[3 * axis + patient]);
    }, 0);
    if (fit > bestFit + 1e-9) [best, bestFit] = [order, fit];
  }
  return best;
}

const axisOrders: readonly Vec3[] = [
  [0, 1, 2],
  [1, 0, 2],
  [0, 2, 1],
  [2, 1, 0],
  [1, 2, 0],
  [2, 0, 1],
];

function axisVector({ direction }: Geometry, axis: number, flip: boolean): Vec3 {
  const sign = flip ? -1 : 1;
  return [
    sign * direction[3 * axis],
    sign * direction[3 * axis + 1],
    sign * direction[3 * axis + 2],
  ];
}
