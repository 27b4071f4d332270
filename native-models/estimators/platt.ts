/** P(label 1) = 1 / (1 + exp(a · decision + b)); a is below 0 where higher means more probable. */
export interface PlattScaling {
  readonly a: number;
  readonly b: number;
}

/** Keeps the second derivatives positive definite, after the source. */
const RIDGE = 1e-12;
const SMALLEST_STEP = 1e-10;
const MAX_STEPS = 100;
/** Component of the gradient at which the optimum counts as found. */
const TOLERANCE = 1e-9;

/**
 * Fits a sigmoid to decision values by maximum likelihood with Platt's targets: (n₊ + 1)/(n₊ + 2) for
 * positive and 1/(n₋ + 2) for negative cases, so that also separated classes give finite values.
 * Newton's method with step halving; no randomness.
 *
 * @param labels 0 or 1 per decision value.
 * Source: Lin HT, Lin CJ, Weng RC, Machine Learning 68:267-276, 2007.
 */
export function fitPlatt(decisions: ArrayLike<number>, labels: ArrayLike<number>): PlattScaling {
  const positives = Array.from(labels).filter((label) => label === 1).length;
  const negatives = labels.length - positives;
  const targets = Float64Array.from(labels, (label) =>
    label === 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2),
  );
  const problem = { decisions, targets };
  let point: PlattScaling = { a: 0, b: Math.log((negatives + 1) / (positives + 1)) };
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const direction = newtonDirection(problem, point);
    if (!direction) return point;
    const next = descend(problem, point, direction);
    // Where rounding hides what is left to gain in the loss, the gradient still tells the last step.
    if (!next) return moved(point, direction, 1);
    point = next;
  }
  return point;
}

/** Probability of label 1 per decision value. */
export function plattProbabilities(
  { a, b }: PlattScaling,
  decisions: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(decisions, (decision) => oneMinusLogistic(a * decision + b));
}

/** 1 / (1 + e^t) without overflow. */
function oneMinusLogistic(t: number): number {
  return t >= 0 ? Math.exp(-t) / (1 + Math.exp(-t)) : 1 / (1 + Math.exp(t));
}

interface Problem {
  readonly decisions: ArrayLike<number>;
  readonly targets: Float64Array;
}

function loss({ decisions, targets }: Problem, { a, b }: PlattScaling): number {
  let sum = 0;
  for (const [n, target] of targets.entries()) {
    const t = a * decisions[n] + b;
    // target · t + log(1 + e^-t), arranged so that neither sign of t overflows.
    sum += (t >= 0 ? target * t : (target - 1) * t) + Math.log1p(Math.exp(-Math.abs(t)));
  }
  return sum;
}

interface Direction {
  readonly a: number;
  readonly b: number;
  /** Derivative of the loss along the direction, below 0. */
  readonly slope: number;
}

/** `undefined` at the optimum. */
function newtonDirection({ decisions, targets }: Problem, point: PlattScaling) {
  let [haa, hbb, hab, ga, gb] = [RIDGE, RIDGE, 0, 0, 0];
  for (const [n, target] of targets.entries()) {
    const decision = decisions[n];
    const p = oneMinusLogistic(point.a * decision + point.b);
    const weight = p * (1 - p);
    haa += decision * decision * weight;
    hab += decision * weight;
    hbb += weight;
    ga += decision * (target - p);
    gb += target - p;
  }
  if (Math.abs(ga) < TOLERANCE && Math.abs(gb) < TOLERANCE) return undefined;
  const determinant = haa * hbb - hab * hab;
  const a = -(hbb * ga - hab * gb) / determinant;
  const b = -(haa * gb - hab * ga) / determinant;
  return { a, b, slope: ga * a + gb * b };
}

function moved({ a, b }: PlattScaling, direction: Direction, step: number): PlattScaling {
  return { a: a + step * direction.a, b: b + step * direction.b };
}

function descend(problem: Problem, point: PlattScaling, direction: Direction) {
  const before = loss(problem, point);
  for (let step = 1; step >= SMALLEST_STEP; step /= 2) {
    const next = moved(point, direction, step);
    if (loss(problem, next) < before + 1e-4 * step * direction.slope) return next;
  }
  return undefined;
}
