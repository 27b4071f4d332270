/**
 * The kernel between all cases; element (i, j) is `data[i * size + j]`. Single precision, in which
 * libsvm keeps it too: the learnt weights differ from those of a double matrix by about 1e-6 of the
 * cost, and only so are both programs' decision values the same.
 */
export interface KernelMatrix {
  readonly size: number;
  readonly data: Float32Array;
}

/** minimise ½ αᵀQα - Σα with Q = y yᵀ ∘ K, subject to yᵀα = 0 and 0 ≤ α ≤ cost. */
export interface DualProblem {
  readonly kernel: KernelMatrix;
  /** y: +1 or -1 per case. */
  readonly signs: Float64Array;
  readonly cost: number;
  readonly tolerance: number;
}

export interface DualSolution {
  readonly alphas: Float64Array;
  /** What is subtracted from Σ y α K to give the decision value. */
  readonly offset: number;
}

/** Curvature put in place of none at all (two equal cases). */
const LEAST_CURVATURE = 1e-12;
/** Never reached by a solvable problem; a tolerance below what doubles resolve would run on for ever. */
const MAX_STEPS = 10_000_000;

/**
 * Sequential minimal optimisation: in each step the two variables that promise the largest decrease
 * are optimised together, until no pair violates the optimality conditions by more than the
 * tolerance. The whole kernel matrix is held in memory (4 n² bytes).
 *
 * Source: Fan RE, Chen PH, Lin CJ, JMLR 6:1889-1918, 2005 (second-order working set selection);
 * Chang CC, Lin CJ, ACM TIST 2:27, 2011, sections 4.1 (update, stopping, offset).
 */
export function solveDual(problem: DualProblem): DualSolution {
  const { kernel, signs, tolerance } = problem;
  const alphas = new Float64Array(signs.length);
  const gradient = new Float64Array(signs.length).fill(-1);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const pair = workingSet(problem, alphas, gradient);
    if (pair.violation < tolerance) return { alphas, offset: offsetOf(problem, alphas, gradient) };
    const { i, j } = pair;
    const [beforeI, beforeJ] = [alphas[i], alphas[j]];
    optimisePair(problem, { alphas, gradient }, pair);
    const changeI = (alphas[i] - beforeI) * signs[i];
    const changeJ = (alphas[j] - beforeJ) * signs[j];
    const [rowI, rowJ] = [i * kernel.size, j * kernel.size];
    for (let t = 0; t < gradient.length; t += 1) {
      gradient[t] += signs[t] * (changeI * kernel.data[rowI + t] + changeJ * kernel.data[rowJ + t]);
    }
  }
  throw new RangeError(`no support vectors found to a tolerance of ${tolerance}`);
}

interface WorkingSet {
  readonly i: number;
  readonly j: number;
  /** How far the pair that violates the optimality conditions most does so. */
  readonly violation: number;
}

function mayRise({ signs, cost }: DualProblem, alphas: Float64Array, t: number): boolean {
  return signs[t] > 0 ? alphas[t] < cost : alphas[t] > 0;
}

function mayFall({ signs, cost }: DualProblem, alphas: Float64Array, t: number): boolean {
  return signs[t] > 0 ? alphas[t] > 0 : alphas[t] < cost;
}

/** First the steepest variable, then the partner with the largest decrease to second order. */
function workingSet(
  problem: DualProblem,
  alphas: Float64Array,
  gradient: Float64Array,
): WorkingSet {
  const { kernel, signs } = problem;
  let [i, steepest] = [-1, -Infinity];
  for (let t = 0; t < signs.length; t += 1) {
    const slope = -signs[t] * gradient[t];
    if (slope > steepest && mayRise(problem, alphas, t)) [i, steepest] = [t, slope];
  }
  let [j, most, flattest] = [-1, -Infinity, Infinity];
  for (let t = 0; t < signs.length; t += 1) {
    if (!mayFall(problem, alphas, t)) continue;
    const slope = -signs[t] * gradient[t];
    flattest = Math.min(flattest, slope);
    const difference = steepest - slope;
    if (difference <= 0) continue;
    const decrease = difference ** 2 / curvature(kernel, i, t);
    if (decrease > most) [j, most] = [t, decrease];
  }
  return { i, j, violation: j < 0 ? 0 : steepest - flattest };
}

function curvature({ size, data }: KernelMatrix, i: number, j: number): number {
  const value = data[i * size + i] + data[j * size + j] - 2 * data[i * size + j];
  return value > 0 ? value : LEAST_CURVATURE;
}

/** Moves both along y_i α_i + y_j α_j = constant to the best point inside the box. */
function optimisePair(
  { kernel, signs, cost }: DualProblem,
  { alphas, gradient }: { readonly alphas: Float64Array; readonly gradient: Float64Array },
  { i, j }: WorkingSet,
): void {
  const slope = signs[j] * gradient[j] - signs[i] * gradient[i];
  let step = slope / curvature(kernel, i, j);
  // α_i moves by y_i · step and α_j by -y_j · step; the step ends where the first meets its bound.
  step = Math.min(step, signs[i] > 0 ? cost - alphas[i] : alphas[i]);
  step = Math.min(step, signs[j] > 0 ? alphas[j] : cost - alphas[j]);
  alphas[i] = clamp(alphas[i] + signs[i] * step, cost);
  alphas[j] = clamp(alphas[j] - signs[j] * step, cost);
}

/** Within rounding of a bound is at the bound; otherwise a pair could be taken up again for ever. */
function clamp(value: number, cost: number): number {
  const slack = cost * 2 ** -50;
  if (value <= slack) return 0;
  return value >= cost - slack ? cost : value;
}

/** Mean of y · gradient over the variables inside the box, else halfway between the bounds it has. */
function offsetOf(problem: DualProblem, alphas: Float64Array, gradient: Float64Array): number {
  const { signs, cost } = problem;
  let [sum, inside, lower, upper] = [0, 0, -Infinity, Infinity];
  for (let t = 0; t < signs.length; t += 1) {
    const value = signs[t] * gradient[t];
    if (alphas[t] > 0 && alphas[t] < cost) {
      sum += value;
      inside += 1;
    } else if (mayRise(problem, alphas, t)) upper = Math.min(upper, value);
    else lower = Math.max(lower, value);
  }
  return inside > 0 ? sum / inside : (lower + upper) / 2;
}
