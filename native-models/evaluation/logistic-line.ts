/** Log-odds = intercept + slope · x, with standard errors. */
export interface LogisticLine {
  readonly intercept: number;
  readonly slope: number;
  readonly interceptError: number;
  readonly slopeError: number;
  /** Maximised log-likelihood. */
  readonly logLikelihood: number;
}

/** A line that is given instead of found, in whole or in part. */
export interface Line {
  readonly intercept: number;
  readonly slope: number;
}

/**
 * The deviance is settled at a relative change of this. `glm` of R with this epsilon agrees, standard
 * errors (those of the last weights) included.
 */
const SETTLED = 1e-14;

/** Where rounding keeps the deviance from settling so far, this has to do after the last step. */
const SETTLED_AT_LAST = 1e-8;
const MAX_STEPS = 25;

/** Share of the spread of x below which it is rounding. */
const ROUNDING = 1e-14;

/**
 * Maximum-likelihood line of the log-odds on one variable, by iteratively reweighted least squares.
 *
 * @param labels 1 or 0. @param x Finite.
 * @returns `null` without a finite optimum: x does not vary, or a value of it separates the classes
 * (one class among it).
 * Source: McCullagh P, Nelder JA, Generalized Linear Models, 2nd ed., 2.5; the condition: Albert A,
 * Anderson JA, Biometrika 71:1-10, 1984.
 */
export function logisticLine(labels: ArrayLike<number>, x: ArrayLike<number>): LogisticLine | null {
  return separates(labels, x) ? null : iterate(labels, x, weightedLine);
}

/** The same with slope 1: only the intercept is found; `null` unless both classes occur. */
export function logisticShift(
  labels: ArrayLike<number>,
  x: ArrayLike<number>,
): LogisticLine | null {
  return hasOneClass(labels) ? null : iterate(labels, x, weightedShift);
}

/** Σ label · logit - ln(1 + e^logit), without overflow. */
export function logLikelihood(
  labels: ArrayLike<number>,
  x: ArrayLike<number>,
  { intercept, slope }: Line,
): number {
  let sum = 0;
  for (let i = 0; i < labels.length; i += 1) {
    const logit = intercept + slope * x[i];
    sum += labels[i] * logit - Math.max(0, logit) - Math.log1p(Math.exp(-Math.abs(logit)));
  }
  return sum;
}

/** Sums over the cases in which a case counts with its weight. */
interface Sums {
  readonly weight: number;
  readonly meanX: number;
  readonly meanResponse: number;
  /** Σ weight (x - meanX)² */
  readonly xx: number;
  /** Σ weight (x - meanX) response */
  readonly xy: number;
}

type Fit = Omit<LogisticLine, 'logLikelihood'>;

function weightedLine({ weight, meanX, meanResponse, xx, xy }: Sums): Fit | null {
  if (!(xx > ROUNDING * weight * (1 + meanX * meanX))) return null;
  const slope = xy / xx;
  return {
    slope,
    intercept: meanResponse - slope * meanX,
    slopeError: Math.sqrt(1 / xx),
    interceptError: Math.sqrt(1 / weight + (meanX * meanX) / xx),
  };
}

function weightedShift({ weight, meanX, meanResponse }: Sums): Fit | null {
  const interceptError = Math.sqrt(1 / weight);
  return { slope: 1, intercept: meanResponse - meanX, slopeError: 0, interceptError };
}

function iterate(
  labels: ArrayLike<number>,
  x: ArrayLike<number>,
  fit: (sums: Sums) => Fit | null,
): LogisticLine | null {
  let logits = Float64Array.from({ length: x.length }, (_, i) =>
    Math.log(labels[i] === 1 ? 3 : 1 / 3),
  );
  let before = Infinity;
  for (let step = 1; step <= MAX_STEPS; step += 1) {
    const line = fit(workingSums(labels, x, logits));
    if (!line || !Number.isFinite(line.intercept + line.slope)) return null;
    const likelihood = logLikelihood(labels, x, line);
    const deviance = -2 * likelihood;
    const precision = step < MAX_STEPS ? SETTLED : SETTLED_AT_LAST;
    if (Math.abs(deviance - before) < precision * (deviance + 0.1)) {
      return { ...line, logLikelihood: likelihood };
    }
    before = deviance;
    logits = logits.map((_, i) => line.intercept + line.slope * x[i]);
  }
  return null;
}

/** Weights p(1 - p) and the response linearised at the current log-odds. */
function workingSums(labels: ArrayLike<number>, x: ArrayLike<number>, logits: Float64Array): Sums {
  const weights = logits.map((logit) => {
    const odds = Math.exp(-Math.abs(logit));
    return odds / (1 + odds) ** 2;
  });
  const responses = logits.map((logit, i) => {
    // (label - p) / (p (1 - p)), which is 1/p for a positive and -1/(1 - p) for a negative case.
    return labels[i] === 1 ? logit + 1 + Math.exp(-logit) : logit - 1 - Math.exp(logit);
  });
  let [weight, sumX, sumResponse] = [0, 0, 0];
  for (const [i, w] of weights.entries()) {
    weight += w;
    sumX += w * x[i];
    sumResponse += w * responses[i];
  }
  const meanX = sumX / weight;
  const meanResponse = sumResponse / weight;
  let [xx, xy] = [0, 0];
  for (const [i, w] of weights.entries()) {
    const gap = x[i] - meanX;
    xx += w * gap * gap;
    xy += w * gap * (responses[i] - meanResponse);
  }
  return { weight, meanX, meanResponse, xx, xy };
}

function hasOneClass(labels: ArrayLike<number>): boolean {
  for (let i = 1; i < labels.length; i += 1) if (labels[i] !== labels[0]) return false;
  return true;
}

/** Whether one class lies wholly at or above, the other at or below a value of x. */
function separates(labels: ArrayLike<number>, x: ArrayLike<number>): boolean {
  const lowest = [Infinity, Infinity];
  const highest = [-Infinity, -Infinity];
  for (let i = 0; i < labels.length; i += 1) {
    lowest[labels[i]] = Math.min(lowest[labels[i]], x[i]);
    highest[labels[i]] = Math.max(highest[labels[i]], x[i]);
  }
  return highest[0] <= lowest[1] || highest[1] <= lowest[0];
}
