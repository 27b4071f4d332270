import { eigenvalueAt, tridiagonalOf } from '../../numeric/tridiagonal.ts';
import type { CoOccurrence } from './co-occurrence.ts';

/**
 * Maximal correlation coefficient: the square root of the second largest eigenvalue of
 * Q(i, j) = Σₖ p(i, k) p(j, k) / (p(i) p(k)).
 *
 * Q is similar to the square of the symmetric S(i, j) = p(i, j) / sqrt(p(i) p(j)), so it is the
 * second largest magnitude among the eigenvalues of S. A region of one grey level has 1. A direction
 * that sees only one of several has no second eigenvalue and counts 0, as in PyRadiomics.
 */
export function maximalCorrelation(matrix: CoOccurrence): number {
  const { row, column, p, marginal, greyLevels } = matrix;
  const occurring = [...marginal.keys()].filter((rank) => marginal[rank] > 0);
  const size = occurring.length;
  // The first entry is no grey level.
  if (size < 2) return greyLevels.length === 2 ? 1 : 0;
  const position = new Map(occurring.map((rank, n) => [rank, n]));
  const data = new Float64Array(size * size);
  for (let cell = 0; cell < p.length; cell += 1) {
    const [i, j] = [position.get(row[cell]) ?? 0, position.get(column[cell]) ?? 0];
    const value = p[cell] / Math.sqrt(marginal[row[cell]] * marginal[column[cell]]);
    data[i * size + j] = value;
    data[j * size + i] = value;
  }
  const tridiagonal = tridiagonalOf({ rows: size, cols: size, data });
  // The largest is 1, of the eigenvector sqrt(p(i)); the second may be the most negative one.
  const second = Math.max(eigenvalueAt(tridiagonal, size - 2), -eigenvalueAt(tridiagonal, 0));
  // Rounding can leave it just above its bound.
  return Math.min(1, second);
}
