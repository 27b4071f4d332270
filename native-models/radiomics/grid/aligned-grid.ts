import { indexToPatient, type Geometry, type Vec3 } from '../../image/volume.ts';

/**
 * The grid that IBSI interpolates on: new spacing, voxel counts rounded up, the centres of both
 * grids in the same place, the same axes.
 *
 * @param spacingMm New spacing along i, j, k in mm; each > 0. Give the old spacing along an axis to
 * keep that axis as it is, e.g. to work within slices.
 *
 * Source: IBSI reference manual, "Interpolation", arXiv:1612.07003.
 */
export function alignedGrid(source: Geometry, spacingMm: Vec3): Geometry {
  if (!spacingMm.every((spacing) => spacing > 0)) {
    throw new RangeError(`spacing must be > 0 mm, got ${spacingMm.join(' × ')}`);
  }
  const counts = source.dimensions.map((n, axis) =>
    // The small allowance keeps 100 voxels of 0.7 mm from becoming 71 of 1 mm by rounding.
    Math.max(1, Math.ceil((n * source.spacingMm[axis]) / spacingMm[axis] - 1e-6)),
  );
  const first = counts.map(
    (n, axis) =>
      (source.dimensions[axis] - 1) / 2 -
      ((n - 1) / 2) * (spacingMm[axis] / source.spacingMm[axis]),
  );
  return {
    dimensions: [counts[0], counts[1], counts[2]],
    spacingMm,
    originMm: indexToPatient(source, [first[0], first[1], first[2]]),
    direction: source.direction,
  };
}
