import { meanOverMatrices } from '../texture/mean-over-matrices.ts';
import { pureNumber } from '../texture/pure-number.ts';
import type { NeighbourhoodDifferences } from './neighbourhood-differences.ts';

/** Where all voxels equal their neighbours coarseness is 1/0; IBSI and PyRadiomics set this. */
const COARSENESS_OF_FLAT = 1e6;

/**
 * The 5 neighbourhood grey tone difference features.
 *
 * A region of one grey level, and one where no two voxels are neighbours, has coarseness 10⁶ and 0
 * for the other four.
 *
 * Definitions: Zwanenburg et al., Image biomarker standardisation initiative, arXiv:1612.07003v11,
 * section 3.10 (family IPET).
 */
export const ngtdmFeatures = meanOverMatrices<NeighbourhoodDifferences>([
  pureNumber('Busyness', 'NQ30', busyness),
  pureNumber('Coarseness', 'QCDE', coarseness),
  pureNumber('Complexity', 'HDEZ', complexity),
  pureNumber('Contrast', '65HE', contrast),
  pureNumber('Strength', '1X9X', strength),
]);

function coarseness(matrix: NeighbourhoodDifferences): number {
  const sum = weightedDifference(matrix);
  return sum === 0 ? COARSENESS_OF_FLAT : 1 / sum;
}

function contrast(matrix: NeighbourhoodDifferences): number {
  const { grey, p, voxels } = matrix;
  const levels = grey.length;
  if (levels < 2) return 0;
  const spread = sumOverPairs(matrix, (m, n) => p[m] * p[n] * (grey[m] - grey[n]) ** 2);
  return ((spread / (levels * (levels - 1))) * totalDifference(matrix)) / voxels;
}

function busyness(matrix: NeighbourhoodDifferences): number {
  const { grey, p } = matrix;
  const change = sumOverPairs(matrix, (m, n) => Math.abs(grey[m] * p[m] - grey[n] * p[n]));
  // Also with several levels, where all products of level and share happen to be equal.
  return change === 0 ? 0 : weightedDifference(matrix) / change;
}

function complexity(matrix: NeighbourhoodDifferences): number {
  const { grey, p, s, voxels } = matrix;
  if (voxels === 0) return 0;
  const sum = sumOverPairs(
    matrix,
    (m, n) => (Math.abs(grey[m] - grey[n]) * (p[m] * s[m] + p[n] * s[n])) / (p[m] + p[n]),
  );
  return sum / voxels;
}

function strength(matrix: NeighbourhoodDifferences): number {
  const { grey, p } = matrix;
  const difference = totalDifference(matrix);
  if (difference === 0) return 0;
  return sumOverPairs(matrix, (m, n) => (p[m] + p[n]) * (grey[m] - grey[n]) ** 2) / difference;
}

function weightedDifference({ p, s }: NeighbourhoodDifferences): number {
  return s.reduce((sum, difference, m) => sum + p[m] * difference, 0);
}

function totalDifference({ s }: NeighbourhoodDifferences): number {
  return s.reduce((sum, difference) => sum + difference, 0);
}

/** Sum over all ordered pairs of occurring levels of a term that is symmetric and 0 for m = n. */
function sumOverPairs(
  { grey }: NeighbourhoodDifferences,
  term: (m: number, n: number) => number,
): number {
  let sum = 0;
  for (let m = 1; m < grey.length; m += 1) {
    for (let n = 0; n < m; n += 1) sum += term(m, n);
  }
  return 2 * sum;
}
