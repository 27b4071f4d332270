import { symmetricEigenvalues } from '../../numeric/eigen-symmetric.ts';
import type { Region } from '../region.ts';
import { paddedMask } from './padded-mask.ts';

/**
 * Lengths in mm of the axes of the ellipsoid that has the region's second moments: 4·sqrt(λ) of the
 * covariance of the voxel centres, largest first.
 *
 * The covariance is divided by n - 1: with it the IBSI digital phantom's consensus values come out
 * (PyRadiomics divides by n, which shortens each axis by the factor sqrt((n - 1) / n)). A single
 * voxel has axes of length 0.
 */
export function principalAxes(region: Region): readonly [number, number, number] {
  const data = covariance(region);
  const eigenvalues = symmetricEigenvalues({ rows: 3, cols: 3, data });
  // Rounding can leave the eigenvalue of a flat region just below zero.
  const [least, minor, major] = eigenvalues.map((value) => 4 * Math.sqrt(Math.max(0, value)));
  return [major, minor, least];
}

/**
 * Covariance of the voxel centres in mm², 3 × 3. The sums are of whole numbers of voxels and thus
 * exact; rows of one j and k are summed up first.
 */
function covariance(region: Region): Float64Array {
  const { inside, dimensions } = paddedMask(region);
  const [nx, ny, nz] = dimensions;
  let [count, si, sj, sk] = [0, 0, 0, 0];
  let [sii, sij, sik, sjj, sjk, skk] = [0, 0, 0, 0, 0, 0];
  for (let k = 0, at = 0; k < nz; k += 1) {
    for (let j = 0; j < ny; j += 1) {
      let [n, i1, i2] = [0, 0, 0];
      for (let i = 0; i < nx; i += 1, at += 1) {
        n += inside[at];
        i1 += inside[at] * i;
        i2 += inside[at] * i * i;
      }
      count += n;
      si += i1;
      sj += n * j;
      sk += n * k;
      sii += i2;
      sij += i1 * j;
      sik += i1 * k;
      sjj += n * j * j;
      sjk += n * j * k;
      skk += n * k * k;
    }
  }
  const sums = [si, sj, sk];
  const spacing = region.geometry.spacingMm;
  return Float64Array.of(sii, sij, sik, sij, sjj, sjk, sik, sjk, skk).map((products, cell) => {
    const [a, b] = [Math.floor(cell / 3), cell % 3];
    const central = products - (sums[a] * sums[b]) / count;
    return (central / Math.max(1, count - 1)) * spacing[a] * spacing[b];
  });
}
