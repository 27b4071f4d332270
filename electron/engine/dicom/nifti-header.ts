import { AppError } from '#contract/errors.ts';
import type { Geometry, Vec3 } from '#native/image/volume.ts';
import { cross } from './vector.ts';

/** Offsets of the NIfTI-1 header fields used here (nifti1.h). */
export const field = {
  sizeOfHeader: 0,
  dim: 40,
  datatype: 70,
  bitsPerVoxel: 72,
  pixdim: 76,
  voxelOffset: 108,
  slope: 112,
  intercept: 116,
  units: 123,
  description: 148,
  qformCode: 252,
  sformCode: 254,
  quaternion: 256,
  qoffset: 268,
  srow: 280,
  magic: 344,
} as const;

export const headerBytes = 348;
/** Of the NIfTI-2 format. */
export const secondHeaderBytes = 540;
/** Header, then four bytes that announce no extension. */
export const dataOffset = 352;

/** x and y point the other way in NIfTI (RAS) than in DICOM (LPS). */
const flip: Vec3 = [-1, -1, 1];

/** Rows of the voxel-to-RAS matrix, 3 × 4. */
export function affineOf({ direction, spacingMm, originMm }: Geometry): readonly number[][] {
  return [0, 1, 2].map((row) => [
    ...[0, 1, 2].map((axis) => flip[row] * direction[3 * axis + row] * spacingMm[axis]),
    flip[row] * originMm[row],
  ]);
}

/**
 * @throws AppError `image-spacing` for a spacing that is not above 0; RangeError when the axes are
 *   not at right angles, which a grid of ours cannot hold.
 */
export function geometryOf(affine: readonly number[][], dimensions: Vec3): Geometry {
  const axis = (n: number): Vec3 => [
    flip[0] * affine[0][n],
    flip[1] * affine[1][n],
    flip[2] * affine[2][n],
  ];
  const axes = [axis(0), axis(1), axis(2)];
  const [sx, sy, sz] = axes.map((a) => Math.hypot(...a));
  const spacingMm: Vec3 = [sx, sy, sz];
  for (const [n, mm] of spacingMm.entries()) {
    if (mm > 0 && Number.isFinite(mm)) continue;
    throw new AppError('image-spacing', { axis: (['i', 'j', 'k'] as const)[n], spacingMm: mm });
  }
  const direction = axes.flatMap((a, n) => a.map((value) => value / spacingMm[n]));
  const [i, j, k] = [0, 3, 6].map((at): Vec3 => [
    direction[at],
    direction[at + 1],
    direction[at + 2],
  ]);
  const skew = Math.max(...[dotAbs(i, j), dotAbs(i, k), dotAbs(j, k)]);
  if (!(skew < 1e-3)) throw new RangeError(`its axes are not at right angles (cosine ${skew})`);
  const originMm = axis(3);
  if (!originMm.every(Number.isFinite)) throw new RangeError('its origin is not a place');
  return { dimensions, spacingMm, originMm, direction };
}

function dotAbs(a: Vec3, b: Vec3): number {
  return Math.abs(a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
}

/** The quaternion of a rotation, with the factor that makes left-handed axes right-handed. */
export interface QForm {
  readonly quaternion: Vec3;
  /** +1 for right-handed axes, -1 for left-handed ones; scales the third. */
  readonly handedness: 1 | -1;
}

/** nifti1.h, method 2: rotation matrix (unit columns) to quaternion (b, c, d) with a ≥ 0. */
export function qformOf(affine: readonly number[][]): QForm {
  const column = (n: number): Vec3 => {
    const c: Vec3 = [affine[0][n], affine[1][n], affine[2][n]];
    const length = Math.hypot(...c);
    return [c[0] / length, c[1] / length, c[2] / length];
  };
  const [x, y] = [column(0), column(1)];
  const right = cross(x, y);
  const third = column(2);
  const handedness = right[0] * third[0] + right[1] * third[1] + right[2] * third[2] < 0 ? -1 : 1;
  return { quaternion: quaternion(x, y, right), handedness };
}

/** Columns x, y, z of a proper rotation to (b, c, d), dividing by the largest component. */
function quaternion(x: Vec3, y: Vec3, z: Vec3): Vec3 {
  const squares = [
    1 + x[0] + y[1] + z[2],
    1 + x[0] - y[1] - z[2],
    1 - x[0] + y[1] - z[2],
    1 - x[0] - y[1] + z[2],
  ];
  const largest = squares.indexOf(Math.max(...squares));
  const twice = Math.sqrt(squares[largest]);
  const [p, q, r] = [y[2] - z[1], z[0] - x[2], x[1] - y[0]];
  const [u, v, w] = [x[1] + y[0], x[2] + z[0], y[2] + z[1]];
  const byLargest: readonly (readonly [a: number, b: number, c: number, d: number])[] = [
    [squares[0], p, q, r],
    [p, squares[1], u, v],
    [q, u, squares[2], w],
    [r, v, w, squares[3]],
  ];
  const [a, b, c, d] = byLargest[largest].map((value) => value / (2 * twice));
  const sign = a < 0 ? -1 : 1;
  return [sign * b, sign * c, sign * d];
}
