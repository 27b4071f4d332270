import { mean, variance } from '../numeric/descriptive.ts';
import { columnOf, rowOf, type Matrix } from '../numeric/matrix.ts';

/** Centre and spread of each column of the training rows. */
export interface Scaler {
  readonly mean: Float64Array;
  /** Standard deviation divided by n; 1 for a column that does not vary, which stays at 0 then. */
  readonly sd: Float64Array;
}

export function fitScaler(x: Matrix): Scaler {
  const columns = Array.from({ length: x.cols }, (_, c) => columnOf(x, c));
  return {
    mean: Float64Array.from(columns, (column) => mean(column)),
    sd: Float64Array.from(columns, (column) => Math.sqrt(variance(column)) || 1),
  };
}

/** Columns in standard deviations from the training mean. */
export function standardise(x: Matrix, scaler: Scaler): Matrix {
  const data = new Float64Array(x.data.length);
  for (let r = 0; r < x.rows; r += 1) {
    const scaled = rowOf(x, r).map((value, c) => (value - scaler.mean[c]) / scaler.sd[c]);
    data.set(scaled, r * x.cols);
  }
  return { rows: x.rows, cols: x.cols, data };
}
