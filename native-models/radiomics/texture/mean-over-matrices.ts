import type { Feature } from '../feature.ts';

/**
 * Lifts features of one texture matrix to features of a list of them: the mean over the matrices,
 * as IBSI aggregates by averaging and PyRadiomics always does.
 */
export function meanOverMatrices<Matrix>(
  features: readonly Feature<Matrix>[],
): readonly Feature<readonly Matrix[]>[] {
  return features.map((feature) => ({
    ...feature,
    compute: (matrices) => {
      let sum = 0;
      for (const matrix of matrices) sum += feature.compute(matrix);
      return sum / matrices.length;
    },
  }));
}
