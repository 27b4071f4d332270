import type { Matrix } from '../numeric/matrix.ts';

/** A way to learn a model; an unfitted estimator has no `predict`. */
export interface Estimator<Model> {
  /** @param labels 0 or 1 per row of `x`. The same data give the same model. */
  readonly fit: (x: Matrix, labels: Int8Array) => Model;
}

export interface Classifier {
  /** Probability of the positive class per row of `x`; length `x.rows`, each in [0, 1]. */
  readonly predictProbability: (x: Matrix) => Float64Array;
}
