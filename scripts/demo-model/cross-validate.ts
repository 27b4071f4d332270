import { stratifiedFolds } from '#native/estimators/folds.ts';
import {
  fitFusionHead,
  predictFusionHead,
  type HeadData,
  type HeadOptions,
} from '#native/estimators/fusion-head.ts';
import { selectRows } from '#native/numeric/matrix.ts';
import type { Random } from '#native/numeric/random.ts';

/**
 * Probability of each case by a head that never saw it: feature selection, scaling and fit are
 * repeated within each fold.
 */
export function outOfFoldProbabilities(
  data: HeadData,
  options: HeadOptions & { readonly folds: number; readonly random: Random },
): Float64Array {
  const probabilities = new Float64Array(data.labels.length);
  const folds = stratifiedFolds(data.labels, { count: options.folds, random: options.random });
  for (const { train, test } of folds) {
    const head = fitFusionHead(rowsOf(data, train), options);
    const predicted = predictFusionHead(head, rowsOf(data, test));
    for (const [k, row] of test.entries()) probabilities[row] = predicted[k];
  }
  return probabilities;
}

function rowsOf({ radiomics, network, labels }: HeadData, rows: readonly number[]): HeadData {
  return {
    radiomics: selectRows(radiomics, rows),
    network: selectRows(network, rows),
    labels: Int8Array.from(rows, (row) => labels[row]),
  };
}
