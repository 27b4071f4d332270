import type { Matrix } from './matrix.ts';

/** Sweeps after which Jacobi's method has long converged for the small matrices met here. */
const MAX_SWEEPS = 60;

/**
 * Eigenvalues of a symmetric matrix in ascending order, by Jacobi's cyclic rotations.
 *
 * Meant for small matrices such as a 3 × 3 covariance, where it is accurate to rounding even for
 * eigenvalues much smaller than the largest.
 *
 * @throws RangeError when an element is not finite.
 * Source: Golub GH, Van Loan CF, Matrix Computations, 4th ed., section 8.5.
 */
export function symmetricEigenvalues({ rows: n, data }: Matrix): Float64Array {
  const a = Float64Array.from(data);
  if (!a.every(Number.isFinite))
    throw new RangeError('the matrix has an element that is not finite');
  for (let sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a, n) > 0; sweep += 1) {
    for (let p = 0; p < n - 1; p += 1) {
      for (let q = p + 1; q < n; q += 1) rotate(a, n, [p, q]);
    }
  }
  return Float64Array.from({ length: n }, (_, i) => a[i * n + i]).sort();
}

function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let r = 0; r < n; r += 1) {
    for (let c = 0; c < r; c += 1) sum += a[r * n + c] ** 2;
  }
  return sum;
}

/** Applies the rotation in the (p, q) plane that makes element (p, q) zero. */
function rotate(a: Float64Array, n: number, [p, q]: readonly [number, number]): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(t, 1);
  const sine = t * cosine;
  for (let k = 0; k < n; k += 1) {
    const kp = a[k * n + p];
    const kq = a[k * n + q];
    a[k * n + p] = cosine * kp - sine * kq;
    a[k * n + q] = sine * kp + cosine * kq;
  }
  for (let k = 0; k < n; k += 1) {
    const pk = a[p * n + k];
    const qk = a[q * n + k];
    a[p * n + k] = cosine * pk - sine * qk;
    a[q * n + k] = sine * pk + cosine * qk;
  }
  a[p * n + q] = 0;
  a[q * n + p] = 0;
}
