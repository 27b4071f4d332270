import { mean, pearson, variance } from '../numeric/descriptive.ts';
import { columnOf, type Matrix } from '../numeric/matrix.ts';

export interface SelectionOptions {
  readonly count: number;
  /** Columns that correlate more than this with one already taken are skipped; in (0, 1]. */
  readonly maxCorrelation: number;
}

/**
 * Columns that tell the classes apart: by falling absolute standardised mean difference, skipping
 * what correlates too closely with a column already taken. Ties go to the lower column.
 *
 * @returns Column indices, the most telling first; fewer than asked for when the rest is redundant.
 */
export function selectByMeanDifference(
  x: Matrix,
  labels: Int8Array,
  { count, maxCorrelation }: SelectionOptions,
): readonly number[] {
  const columns = Array.from({ length: x.cols }, (_, c) => columnOf(x, c));
  const differences = columns.map((column) => Math.abs(standardisedDifference(column, labels)));
  const ranked = [...columns.keys()].sort((a, b) => differences[b] - differences[a] || a - b);
  const taken: number[] = [];
  for (const candidate of ranked) {
    if (taken.length === count) break;
    const redundant = taken.some((other) => {
      const r = pearson(columns[candidate], columns[other]);
      // A column that does not vary tells nothing at all.
      return r === undefined || Math.abs(r) > maxCorrelation;
    });
    if (!redundant) taken.push(candidate);
  }
  return taken;
}

/**
 * Difference of the class means in units of the pooled standard deviation, the square root of the
 * mean of both variances (n - 1); 0 for a column that does not vary.
 *
 * Source: Austin PC, Statistics in Medicine 28:3083-3107, 2009.
 */
export function standardisedDifference(column: Float64Array, labels: Int8Array): number {
  const positive = column.filter((_, row) => labels[row] === 1);
  const negative = column.filter((_, row) => labels[row] === 0);
  const pooled = Math.sqrt((variance(positive, 1) + variance(negative, 1)) / 2);
  return pooled === 0 ? 0 : (mean(positive) - mean(negative)) / pooled;
}
