import type { Matrix } from './matrix.ts';

/** A symmetric matrix with entries on the diagonal and right beside it only. */
export interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** Entry n is that of row n + 1 and column n; one fewer than the diagonal has. */
  readonly beside: Float64Array;
}

/**
 * A tridiagonal matrix of the same eigenvalues, by Householder reflections in 4/3 n³ operations.
 *
 * Source: Golub GH, Van Loan CF, Matrix Computations, 4th ed., section 8.3.1.
 */
export function tridiagonalOf({ rows: n, data }: Matrix): Tridiagonal {
  const a = Float64Array.from(data);
  const beside = new Float64Array(Math.max(0, n - 1));
  for (let k = 0; k < n - 2; k += 1) beside[k] = reflectBelow(a, n, k);
  if (n > 1) beside[n - 2] = a[(n - 1) * n + n - 2];
  return { diagonal: Float64Array.from({ length: n }, (_, k) => a[k * n + k]), beside };
}

/**
 * Reflects rows and columns k + 1 … n - 1 so that column k is zero below its first entry under the
 * diagonal, and returns that entry. Column k itself is left as it is: nobody reads it again.
 */
function reflectBelow(a: Float64Array, n: number, k: number): number {
  const v = Float64Array.from({ length: n }, (_, r) => (r > k ? a[r * n + k] : 0));
  const length = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
  if (length === 0) return 0;
  const entry = v[k + 1] > 0 ? -length : length;
  v[k + 1] -= entry;
  const scale = 2 / v.reduce((sum, x) => sum + x * x, 0);
  const w = new Float64Array(n);
  let along = 0;
  for (let r = k + 1; r < n; r += 1) {
    for (let c = k + 1; c < n; c += 1) w[r] += scale * a[r * n + c] * v[c];
    along += (scale / 2) * w[r] * v[r];
  }
  for (let r = k + 1; r < n; r += 1) w[r] -= along * v[r];
  for (let r = k + 1; r < n; r += 1) {
    for (let c = k + 1; c < n; c += 1) a[r * n + c] -= v[r] * w[c] + w[r] * v[c];
  }
  return entry;
}

/**
 * The eigenvalue of that place in ascending order, from 0, by bisection with Sturm counts: exact to
 * rounding of the largest, also for eigenvalues that occur several times.
 *
 * Source: Golub GH, Van Loan CF, Matrix Computations, 4th ed., section 8.4.1.
 */
export function eigenvalueAt(matrix: Tridiagonal, place: number): number {
  const largest = boundOf(matrix);
  let [low, high] = [-largest, largest];
  for (;;) {
    const middle = (low + high) / 2;
    if (high - low <= Number.EPSILON * largest) return middle;
    if (countBelow(matrix, middle) > place) high = middle;
    else low = middle;
  }
}

/** No eigenvalue is larger than the largest sum of magnitudes in a row. */
function boundOf({ diagonal, beside }: Tridiagonal): number {
  let bound = 0;
  for (let n = 0; n < diagonal.length; n += 1) {
    const left = n > 0 ? Math.abs(beside[n - 1]) : 0;
    const right = n < beside.length ? Math.abs(beside[n]) : 0;
    bound = Math.max(bound, left + Math.abs(diagonal[n]) + right);
  }
  return bound;
}

/** Number of eigenvalues below x: the negative pivots of the matrix minus x. */
function countBelow({ diagonal, beside }: Tridiagonal, x: number): number {
  let count = 0;
  let pivot = 1;
  for (let n = 0; n < diagonal.length; n += 1) {
    const coupling = n === 0 ? 0 : beside[n - 1];
    pivot = diagonal[n] - x - (coupling * coupling) / pivot;
    // An exact zero would divide the next pivot by zero; the smallest nudge decides it.
    if (pivot === 0) pivot = Number.EPSILON * Number.EPSILON;
    if (pivot < 0) count += 1;
  }
  return count;
}
