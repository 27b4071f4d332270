import { symmetricEigenvalues } from '../../numeric/eigen-symmetric.ts';
import type { Region } from '../region.ts';

/**
 * Lengths in mm of the axes of the ellipsoid that has the region's second moments: 4·sqrt(λ) of the
 * covariance of the voxel centres, largest first.
 *
 * The covariance is divided by n - 1: with it the IBSI digital phantom's consensus values come out
 * (PyRadiomics divides by n, which shortens each axis by the factor sqrt((n - 1) / n)). A single
 * voxel has axes of length 0.
 */
export function principalAxes({ geometry, mask }: Region): readonly [number, number, number] {
  const [nx, ny] = geometry.dimensions;
  const centres: number[][] = [];
  for (const [index, inside] of mask.entries()) {
    if (inside === 0) continue;
    const at = [index % nx, Math.floor(index / nx) % ny, Math.floor(index / (nx * ny))];
    centres.push(at.map((step, axis) => step * geometry.spacingMm[axis]));
  }
  const eigenvalues = symmetricEigenvalues({ rows: 3, cols: 3, data: covariance(centres) });
  // Rounding can leave the eigenvalue of a flat region just below zero.
  const [least, minor, major] = eigenvalues.map((value) => 4 * Math.sqrt(Math.max(0, value)));
  return [major, minor, least];
}

function covariance(points: readonly number[][]): Float64Array {
  const n = points.length;
  const centre = [0, 1, 2].map((a) => points.reduce((sum, point) => sum + point[a], 0) / n);
  const sums = new Float64Array(9);
  const divisor = Math.max(1, n - 1);
  for (const point of points) {
    for (let a = 0; a < 3; a += 1) {
      for (let b = 0; b < 3; b += 1) {
        sums[3 * a + b] += ((point[a] - centre[a]) * (point[b] - centre[b])) / divisor;
      }
    }
  }
  return sums;
}
