import { rowOf, selectRows, type Matrix } from '../numeric/matrix.ts';
import { solveDual, type KernelMatrix } from './sequential-minimal-optimisation.ts';

/** A support vector machine with the kernel exp(-gamma |a - b|²), as plain data. */
export interface RbfSvm {
  readonly gamma: number;
  readonly supportVectors: readonly (readonly number[])[];
  /** y α per support vector: above 0 for positive cases, below 0 for negative ones, |·| ≤ cost. */
  readonly coefficients: readonly number[];
  readonly intercept: number;
}

export interface SvmOptions {
  /** Price of a case inside the margin, > 0. */
  readonly cost: number;
  readonly gamma: number;
  /** How far the optimality conditions may be missed, > 0. */
  readonly tolerance: number;
}

/**
 * Learns a support vector classifier. The decision value is above 0 on the side of label 1, in
 * whatever order the labels occur. No randomness.
 *
 * libsvm's method in code of our own: its builds on npm (libsvm-js, libsvm-wasm) give labels or
 * probabilities, never decision values, and keep models in memory that must be freed by hand.
 *
 * @param labels 0 or 1 per row. @throws RangeError unless both occur.
 */
export function fitRbfSvm(x: Matrix, labels: Int8Array, options: SvmOptions): RbfSvm {
  const { cost, gamma, tolerance } = options;
  if (!(cost > 0 && gamma > 0 && tolerance > 0)) {
    throw new RangeError(`cost, gamma and tolerance are > 0, got ${cost}, ${gamma}, ${tolerance}`);
  }
  if (labels.length !== x.rows) throw new RangeError(`${labels.length} labels, ${x.rows} rows`);
  if (!x.data.every(Number.isFinite)) throw new RangeError('a value is no finite number');
  if (!labels.includes(0) || !labels.includes(1)) {
    throw new RangeError('training needs cases of both classes');
  }
  const signs = Float64Array.from(labels, (label) => (label === 1 ? 1 : -1));
  const { alphas, offset } = solveDual({ kernel: kernelMatrix(x, gamma), signs, cost, tolerance });
  const support = [...alphas.keys()].filter((row) => alphas[row] > 0);
  return {
    gamma,
    supportVectors: support.map((row) => Array.from(rowOf(x, row))),
    coefficients: support.map((row) => signs[row] * alphas[row]),
    intercept: -offset,
  };
}

/** Decision value per row: Σ coefficient · kernel + intercept. */
export function decisionValues(svm: RbfSvm, x: Matrix): Float64Array {
  const { gamma, supportVectors, coefficients, intercept } = svm;
  return Float64Array.from({ length: x.rows }, (_, r) => {
    const row = rowOf(x, r);
    let sum = intercept;
    for (const [k, vector] of supportVectors.entries()) {
      sum += coefficients[k] * Math.exp(-gamma * squaredDistance(row, vector));
    }
    return sum;
  });
}

/**
 * Decision values for the training rows from models that did not see them. Without randomness: the
 * cases of each class are dealt to the folds in turn, in input order.
 *
 * @param folds At least 2. @throws RangeError when a class has fewer than two cases.
 */
export function crossValidatedDecisions(
  x: Matrix,
  labels: Int8Array,
  { folds, ...options }: SvmOptions & { readonly folds: number },
): Float64Array {
  const dealt = [0, 0];
  const foldOf = Int32Array.from(labels, (label) => dealt[label]++ % folds);
  if (Math.min(...dealt) < 2 || folds < 2) {
    throw new RangeError(`${dealt[0]} and ${dealt[1]} cases in ${folds} folds`);
  }
  const decisions = new Float64Array(x.rows);
  for (let fold = 0; fold < folds; fold += 1) {
    const all = [...labels.keys()];
    const held = all.filter((row) => foldOf[row] === fold);
    if (held.length === 0) continue;
    const rest = all.filter((row) => foldOf[row] !== fold);
    const model = fitRbfSvm(
      selectRows(x, rest),
      Int8Array.from(rest, (row) => labels[row]),
      options,
    );
    const values = decisionValues(model, selectRows(x, held));
    for (const [k, row] of held.entries()) decisions[row] = values[k];
  }
  return decisions;
}

/**
 * The width 1 / (columns · variance of all values), which scikit-learn calls 'scale'; 1 where
 * nothing varies.
 */
export function scaleGamma(x: Matrix): number {
  const mean = x.data.reduce((sum, value) => sum + value, 0) / x.data.length;
  const squares = x.data.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return squares > 0 ? x.data.length / (x.cols * squares) : 1;
}

function kernelMatrix(x: Matrix, gamma: number): KernelMatrix {
  const n = x.rows;
  const data = new Float32Array(n * n);
  for (let i = 0; i < n; i += 1) {
    const row = rowOf(x, i);
    data[i * n + i] = 1;
    for (let j = 0; j < i; j += 1) {
      data[i * n + j] = Math.exp(-gamma * squaredDistance(row, rowOf(x, j)));
      data[j * n + i] = data[i * n + j];
    }
  }
  return { size: n, data };
}

function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let c = 0; c < a.length; c += 1) sum += (a[c] - b[c]) ** 2;
  return sum;
}
