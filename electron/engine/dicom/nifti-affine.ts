import { field } from './nifti-header.ts';

/**
 * Rows of the voxel-to-RAS matrix, 3 × 4, in mm: sform before qform, as readers agree on; without
 * either, spacing alone places the grid.
 */
export function readAffine(view: DataView, little: boolean): readonly number[][] {
  const float = (offset: number) => view.getFloat32(offset, little);
  const pixdim = [1, 2, 3].map((n) => float(field.pixdim + 4 * n));
  const rows = storedAffine(view, little, pixdim);
  requireOneSpacing(rows, pixdim);
  // A file without a unit means mm, as every reader takes it.
  const mm = millimetres.get(view.getUint8(field.units) & 7) ?? 1;
  const lengths = lengthOfAxes(rows, pixdim);
  return rows.map((row) => row.map((value, n) => value * mm * (lengths[n] ?? 1)));
}

/** Length of a NIfTI unit in mm: metre and micrometre (nifti1.h, xyzt_units). */
const millimetres: ReadonlyMap<number, number> = new Map([
  [1, 1000],
  [3, 0.001],
]);

/** Two spacings in one header would measure two volumes: readers differ in which they take. */
function requireOneSpacing(rows: readonly number[][], pixdim: readonly number[]): void {
  const spacing = [0, 1, 2].map((axis) => Math.hypot(...rows.map((row) => row[axis])));
  const differs = spacing.some((mm, n) => pixdim[n] > 0 && Math.abs(mm / pixdim[n] - 1) > 1e-3);
  // A spacing of 0 or no number is told with its axis by those who make the grid.
  if (!differs || !spacing.every((mm) => mm > 0)) return;
  const shown = (values: readonly number[]) =>
    values.map((v) => Number(v.toPrecision(6))).join(' × ');
  throw new RangeError(
    `its header tells two spacings, ${shown(spacing)} (sform) and ${shown(pixdim)} (pixdim); correct it`,
  );
}

/**
 * Factors that give oblique axes the length that the header names by itself: nine rounded cosines
 * of 32 bits tell it less well, and readers take the other.
 */
function lengthOfAxes(rows: readonly number[][], pixdim: readonly number[]): readonly number[] {
  return pixdim.map((mm, axis) => {
    const factor = mm / Math.hypot(...rows.map((row) => row[axis]));
    return Math.abs(factor - 1) < 1e-6 ? factor : 1;
  });
}

function storedAffine(view: DataView, little: boolean, pixdim: readonly number[]): number[][] {
  const float = (offset: number) => view.getFloat32(offset, little);
  if (view.getInt16(field.sformCode, little) > 0) {
    return [0, 1, 2].map((row) => [0, 1, 2, 3].map((n) => float(field.srow + 16 * row + 4 * n)));
  }
  if (view.getInt16(field.qformCode, little) === 0) {
    return [0, 1, 2].map((row) => [0, 1, 2, 3].map((n) => (n === row ? pixdim[row] : 0)));
  }
  const rotation = rotationOf([0, 4, 8].map((n) => float(field.quaternion + n)));
  const handedness = float(field.pixdim) < 0 ? -1 : 1;
  const scale = [pixdim[0], pixdim[1], pixdim[2] * handedness];
  return rotation.map((row, n) => [
    ...row.map((cosine, axis) => cosine * scale[axis]),
    float(field.qoffset + 4 * n),
  ]);
}

/** nifti1.h, method 2: the rotation of a unit quaternion given without its real part. */
function rotationOf([b, c, d]: readonly number[]): number[][] {
  const a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
  return [
    [a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)],
    [2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)],
    [2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c],
  ];
}
