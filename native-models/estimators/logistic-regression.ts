import { solvePositiveDefinite } from '../numeric/cholesky.ts';
import { dot, rowOf, type Matrix } from '../numeric/matrix.ts';
import type { Classifier, Estimator } from './estimator.ts';

/** log-odds = bias + weights · x. */
export interface LogisticModel extends Classifier {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** Newton's method gains about twice as many digits a step, so that this is never reached. */
const MAX_STEPS = 100;
/** Largest component of the gradient at which the optimum counts as found. */
const TOLERANCE = 1e-9;

/**
 * Logistic regression with an L2 penalty: minimises Σ log-loss + penalty/2 · |weights|², the bias
 * unpenalised, by Newton's method with step halving. No randomness.
 *
 * @param options.penalty > 0, on the scale of the sum over cases; scikit-learn's C is 1 / penalty.
 * Source: Hastie T et al., The Elements of Statistical Learning, 2nd ed., section 4.4.
 */
export function l2LogisticRegression(options: {
  readonly penalty: number;
}): Estimator<LogisticModel> {
  const { penalty } = options;
  if (!(penalty > 0)) throw new RangeError(`a penalty is > 0, got ${penalty}`);
  return { fit: (x, labels) => model(minimise({ x, labels, penalty })) };
}

/** @param point Bias first, then the weights. */
function model(point: Float64Array): LogisticModel {
  const weights = point.slice(1);
  const bias = point[0];
  return {
    weights,
    bias,
    predictProbability: (x) =>
      Float64Array.from({ length: x.rows }, (_, r) => sigmoid(bias + dot(weights, rowOf(x, r)))),
  };
}

interface Problem {
  readonly x: Matrix;
  readonly labels: Int8Array;
  readonly penalty: number;
}

function minimise(problem: Problem): Float64Array {
  requireBothClasses(problem);
  let point = new Float64Array(problem.x.cols + 1);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const { gradient, hessian } = derivatives(problem, point);
    if (gradient.every((g) => Math.abs(g) < TOLERANCE)) break;
    const direction = solvePositiveDefinite(hessian, gradient);
    const next = descend(problem, point, direction);
    // No shorter step lowers the loss any more: rounding is all that is left.
    if (!next) break;
    point = next;
  }
  return point;
}

function descend(
  problem: Problem,
  point: Float64Array,
  direction: Float64Array,
): Float64Array<ArrayBuffer> | undefined {
  const before = loss(problem, point);
  for (let scale = 1; scale > 1e-10; scale /= 2) {
    const next = Float64Array.from(point, (value, i) => value - scale * direction[i]);
    if (loss(problem, next) < before) return next;
  }
  return undefined;
}

function loss({ x, labels, penalty }: Problem, point: Float64Array): number {
  const weights = point.subarray(1);
  let sum = (penalty / 2) * dot(weights, weights);
  for (let r = 0; r < x.rows; r += 1) {
    const logit = point[0] + dot(weights, rowOf(x, r));
    // log(1 + e^t) for t = -logit of a positive, logit of a negative case, without overflow.
    const t = labels[r] === 1 ? -logit : logit;
    sum += Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
  }
  return sum;
}

function derivatives({ x, labels, penalty }: Problem, point: Float64Array) {
  const n = point.length;
  const weights = point.subarray(1);
  const gradient = new Float64Array(n);
  const hessian = new Float64Array(n * n);
  for (let r = 0; r < x.rows; r += 1) {
    const row = Float64Array.of(1, ...rowOf(x, r));
    const p = sigmoid(point[0] + dot(weights, rowOf(x, r)));
    for (let i = 0; i < n; i += 1) {
      gradient[i] += (p - labels[r]) * row[i];
      for (let j = 0; j <= i; j += 1) hessian[i * n + j] += p * (1 - p) * row[i] * row[j];
    }
  }
  for (let i = 1; i < n; i += 1) {
    gradient[i] += penalty * point[i];
    hessian[i * n + i] += penalty;
  }
  return { gradient, hessian: { rows: n, cols: n, data: hessian } };
}

export function sigmoid(logit: number): number {
  return logit >= 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit));
}

/** With one class the bias would run to infinity. */
function requireBothClasses({ x, labels }: Problem): void {
  if (labels.length !== x.rows) throw new RangeError(`${labels.length} labels, ${x.rows} rows`);
  if (!labels.includes(0) || !labels.includes(1)) {
    throw new RangeError('training needs cases of both classes');
  }
}
