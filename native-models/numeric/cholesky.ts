import type { Matrix } from './matrix.ts';

/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's decomposition A = L Lᵀ.
 *
 * @param a Square; only its lower triangle is read.
 * @throws RangeError when A is not positive definite to working precision.
 */
export function solvePositiveDefinite(a: Matrix, b: Float64Array): Float64Array {
  const n = a.rows;
  const lower = choleskyFactor(a);
  const x = Float64Array.from(b);
  for (let r = 0; r < n; r += 1) {
    for (let c = 0; c < r; c += 1) x[r] -= lower[r * n + c] * x[c];
    x[r] /= lower[r * n + r];
  }
  for (let r = n - 1; r >= 0; r -= 1) {
    for (let c = r + 1; c < n; c += 1) x[r] -= lower[c * n + r] * x[c];
    x[r] /= lower[r * n + r];
  }
  return x;
}

function choleskyFactor({ rows: n, data }: Matrix): Float64Array {
  const lower = new Float64Array(n * n);
  for (let r = 0; r < n; r += 1) {
    for (let c = 0; c <= r; c += 1) {
      let sum = data[r * n + c];
      for (let k = 0; k < c; k += 1) sum -= lower[r * n + k] * lower[c * n + k];
      if (r !== c) {
        lower[r * n + c] = sum / lower[c * n + c];
        continue;
      }
      // Written so that NaN is refused too.
      if (!(sum > 0)) throw new RangeError(`not positive definite: pivot ${r} is ${sum}`);
      lower[r * n + r] = Math.sqrt(sum);
    }
  }
  return lower;
}
