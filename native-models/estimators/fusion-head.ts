import { besides, dot, rowOf, selectColumns, selectRows, type Matrix } from '../numeric/matrix.ts';
import type { Random } from '../numeric/random.ts';
import { l2LogisticRegression, sigmoid } from './logistic-regression.ts';
import { fitScaler, standardise, type Scaler } from './scaler.ts';
import { selectByMeanDifference, type SelectionOptions } from './select-features.ts';

/** What a frozen network and the radiomics registry know of the training cases, a row a case. */
export interface HeadData {
  readonly radiomics: Matrix;
  readonly network: Matrix;
  readonly labels: Int8Array;
}

export interface HeadOptions {
  readonly selection: SelectionOptions;
  /** L2 penalty on weights of standardised features; see `l2LogisticRegression`. */
  readonly penalty: number;
}

/** log-odds = bias + weights · [z-scored selected radiomics, network features as they are]. */
export interface LinearHead {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** The `concat` fusion's classifier for a network that is not trained itself. */
export interface FusionHead extends LinearHead {
  /** Columns of the radiomics matrix, in the order of the weights. */
  readonly columns: readonly number[];
  readonly radiomicsScaler: Scaler;
  readonly networkScaler: Scaler;
}

/** Selects, standardises and fits on the given cases alone. */
export function fitFusionHead(data: HeadData, { selection, penalty }: HeadOptions): FusionHead {
  const columns = selectByMeanDifference(data.radiomics, data.labels, selection);
  const selected = selectColumns(data.radiomics, columns);
  const radiomicsScaler = fitScaler(selected);
  const networkScaler = fitScaler(data.network);
  const x = besides(
    standardise(selected, radiomicsScaler),
    standardise(data.network, networkScaler),
  );
  const fitted = l2LogisticRegression({ penalty }).fit(x, data.labels);
  return { columns, radiomicsScaler, networkScaler, ...foldScaler(fitted, networkScaler) };
}

/** Probability of the positive class per row. */
export function predictFusionHead(head: FusionHead, data: Omit<HeadData, 'labels'>): Float64Array {
  const selected = selectColumns(data.radiomics, head.columns);
  const x = besides(standardise(selected, head.radiomicsScaler), data.network);
  return Float64Array.from({ length: x.rows }, (_, r) =>
    sigmoid(head.bias + dot(head.weights, rowOf(x, r))),
  );
}

/**
 * The head refitted on cases drawn with replacement, selection and scaling kept: how far the
 * weights depend on who happened to be in the training set.
 */
export function bootstrapHeads(
  head: FusionHead,
  data: HeadData,
  options: { readonly count: number; readonly penalty: number; readonly random: Random },
): readonly LinearHead[] {
  const selected = selectColumns(data.radiomics, head.columns);
  const x = besides(
    standardise(selected, head.radiomicsScaler),
    standardise(data.network, head.networkScaler),
  );
  const estimator = l2LogisticRegression({ penalty: options.penalty });
  return Array.from({ length: options.count }, () => {
    const rows = drawBothClasses(data.labels, options.random);
    const labels = Int8Array.from(rows, (row) => data.labels[row]);
    return foldScaler(estimator.fit(selectRows(x, rows), labels), head.networkScaler);
  });
}

function drawBothClasses(labels: Int8Array, random: Random): number[] {
  for (;;) {
    const rows = Array.from(labels, () => random.integer(labels.length));
    if (new Set(rows.map((row) => labels[row])).size === 2) return rows;
  }
}

/** Weights of standardised network features as weights of the features themselves. */
function foldScaler({ weights, bias }: LinearHead, { mean, sd }: Scaler): LinearHead {
  const first = weights.length - mean.length;
  const folded = weights.map((w, i) => (i < first ? w : w / sd[i - first]));
  return { weights: folded, bias: bias - dot(folded.subarray(first), mean) };
}
