import type { Matrix } from '../numeric/matrix.ts';

/** Intraclass correlations of a single measurement; `undefined` where nothing varies. */
export interface IntraclassCorrelation {
  /** ICC(2,1), also ICC(A,1): two-way random, absolute agreement. A shift of one rater lowers it. */
  readonly agreement: number | undefined;
  /** ICC(3,1), also ICC(C,1): two-way mixed, consistency. A shift of one rater does not matter. */
  readonly consistency: number | undefined;
}

/**
 * Source: Shrout and Fleiss, "Intraclass correlations: uses in assessing rater reliability",
 * Psychological Bulletin 86 (1979), cases 2 and 3.
 *
 * @param ratings One row a subject, one column a rater; at least two of each.
 */
export function intraclassCorrelation(ratings: Matrix): IntraclassCorrelation {
  const { rows: n, cols: k } = ratings;
  if (n < 2 || k < 2) throw new RangeError(`needs 2 subjects and 2 raters, got ${n} and ${k}`);
  const { subjects, raters, error } = meanSquares(ratings);
  return {
    agreement: ratio(subjects - error, subjects + (k - 1) * error + (k * (raters - error)) / n),
    consistency: ratio(subjects - error, subjects + (k - 1) * error),
  };
}

function ratio(numerator: number, denominator: number): number | undefined {
  return denominator === 0 ? undefined : numerator / denominator;
}

/** Mean squares of the two-way analysis of variance without repetition. */
function meanSquares({ rows: n, cols: k, data }: Matrix) {
  // From one value on, so that large equal parts do not eat the digits of small differences.
  const at = (r: number, c: number) => data[r * k + c] - data[0];
  const rowMeans = new Float64Array(n);
  const columnMeans = new Float64Array(k);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < k; c++) {
      rowMeans[r] += at(r, c) / k;
      columnMeans[c] += at(r, c) / n;
    }
  }
  const grand = rowMeans.reduce((sum, value) => sum + value / n, 0);
  const squares = (means: Float64Array) =>
    means.reduce((sum, value) => sum + (value - grand) ** 2, 0);
  let residual = 0;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < k; c++) {
      residual += (at(r, c) - rowMeans[r] - columnMeans[c] + grand) ** 2;
    }
  }
  return {
    subjects: (k * squares(rowMeans)) / (n - 1),
    raters: (n * squares(columnMeans)) / (k - 1),
    error: residual / ((n - 1) * (k - 1)),
  };
}
