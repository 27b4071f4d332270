import { chiSquareUpper } from '../numeric/chi-square-distribution.ts';
import { normalTwoSided } from '../numeric/normal-distribution.ts';
import { calibrationBins, type CalibrationBin } from './calibration-bins.ts';
import { logisticLine, logisticShift, logLikelihood, type LogisticLine } from './logistic-line.ts';
import { countPositives } from './scored-cases.ts';

/** An estimate with its standard error. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

/** How well predicted probabilities fit what happened. */
export interface Calibration {
  /** Mean squared difference of probability and outcome. */
  readonly brier: number;
  /** Brier score of giving everybody the prevalence. */
  readonly brierNull: number;
  /** 1 - brier / brierNull; `null` with one class. */
  readonly brierScaled: number | null;
  /** Mean of -ln of the probability given to what happened; `null` where that was 0. */
  readonly logLoss: number | null;
  /** Events that happened over the events expected; `null` where none was expected. */
  readonly observedToExpected: number | null;
  /**
   * Calibration in the large: shift of the log-odds that makes the mean right, 0 when it is.
   * `null` with one class and where a probability is 0 or 1.
   */
  readonly intercept: Estimate | null;
  /**
   * Slope of the log-odds of the outcome on those predicted: 1 when right, below 1 for predictions
   * too extreme. `null` as the intercept, for equal probabilities and for perfectly separated
   * classes.
   */
  readonly slope: Estimate | null;
  /** Intercept that belongs to the slope. */
  readonly slopeIntercept: number | null;
  /** Joint test of intercept 0 and slope 1; `null` as the slope. */
  readonly unreliability: Unreliability | null;
  /** Spiegelhalter's test of the Brier score; `null` where all probabilities are 0, ½ or 1. */
  readonly spiegelhalter: { readonly z: number; readonly p: number } | null;
  /** Tenths of the cases by predicted probability, for the plot. */
  readonly bins: readonly CalibrationBin[];
}

/**
 * Likelihood of the predictions as they are against the prevalence alone (discrimination) and
 * against their best recalibration (unreliability).
 *
 * Source: Harrell FE, Regression Modeling Strategies, 2nd ed., 10.9; `val.prob` of R's rms.
 */
export interface Unreliability {
  /** Nagelkerke's R² of the predictions as they are. */
  readonly r2: number;
  /** Discrimination index D and its likelihood-ratio chi-square. */
  readonly discrimination: number;
  readonly discriminationStatistic: number;
  /** Unreliability index U, its chi-square with 2 degrees of freedom and that one's p. */
  readonly unreliability: number;
  readonly statistic: number;
  readonly p: number;
  /** D - U */
  readonly quality: number;
}

/**
 * @param labels 1 positive, 0 negative. @param probabilities Of positive, each in [0, 1].
 * @returns `null` without any case.
 * @throws RangeError for a number that is no probability, with its index.
 *
 * Source: Steyerberg EW et al., Epidemiology 21:128-138, 2010.
 */
export function calibrationOf(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): Calibration | null {
  const positives = countPositives(labels);
  requireProbabilities(labels, probabilities);
  const n = labels.length;
  if (n === 0) return null;
  const prevalence = positives / n;
  const brierNull = prevalence * (1 - prevalence);
  const brier = meanOver(n, (i) => (labels[i] - probabilities[i]) ** 2);
  const expected = meanOver(n, (i) => probabilities[i]);
  const logLoss = -meanOver(n, (i) =>
    Math.log(labels[i] === 1 ? probabilities[i] : 1 - probabilities[i]),
  );
  const logits = Float64Array.from({ length: n }, (_, i) => logitOf(probabilities[i]));
  const usable = logits.every(Number.isFinite);
  const shift = usable ? logisticShift(labels, logits) : null;
  const line = usable ? logisticLine(labels, logits) : null;
  return {
    brier,
    brierNull,
    brierScaled: brierNull === 0 ? null : 1 - brier / brierNull,
    logLoss: Number.isFinite(logLoss) ? logLoss : null,
    observedToExpected: expected === 0 ? null : prevalence / expected,
    intercept: shift && { value: shift.intercept, error: shift.interceptError },
    slope: line && { value: line.slope, error: line.slopeError },
    slopeIntercept: line && line.intercept,
    unreliability: line && unreliabilityOf(labels, logits, line),
    spiegelhalter: spiegelhalterOf(labels, probabilities),
    bins: calibrationBins(labels, probabilities, 10),
  };
}

/** ln(p / (1 - p)) */
function logitOf(p: number): number {
  return Math.log(p) - Math.log1p(-p);
}

function unreliabilityOf(
  labels: ArrayLike<number>,
  logits: Float64Array,
  line: LogisticLine,
): Unreliability {
  const n = labels.length;
  const prevalence = countPositives(labels) / n;
  const withoutModel = logLikelihood(labels, logits, { intercept: logitOf(prevalence), slope: 0 });
  const asPredicted = logLikelihood(labels, logits, { intercept: 0, slope: 1 });
  const discriminationStatistic = 2 * (asPredicted - withoutModel);
  const statistic = 2 * (line.logLikelihood - asPredicted);
  const discrimination = (discriminationStatistic - 1) / n;
  const unreliability = (statistic - 2) / n;
  return {
    r2: Math.expm1(-discriminationStatistic / n) / Math.expm1((2 * withoutModel) / n),
    discrimination,
    discriminationStatistic,
    unreliability,
    statistic,
    p: chiSquareUpper(statistic, 2),
    quality: discrimination - unreliability,
  };
}

/** Source: Spiegelhalter DJ, Statistics in Medicine 5:421-433, 1986. */
function spiegelhalterOf(
  labels: ArrayLike<number>,
  p: ArrayLike<number>,
): Calibration['spiegelhalter'] {
  let excess = 0;
  let variance = 0;
  for (let i = 0; i < labels.length; i += 1) {
    excess += (labels[i] - p[i]) * (1 - 2 * p[i]);
    variance += (1 - 2 * p[i]) ** 2 * p[i] * (1 - p[i]);
  }
  if (variance === 0) return null;
  const z = excess / Math.sqrt(variance);
  return { z, p: normalTwoSided(z) };
}

function meanOver(n: number, term: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += term(i);
  return sum / n;
}

function requireProbabilities(labels: ArrayLike<number>, p: ArrayLike<number>): void {
  if (p.length !== labels.length) {
    throw new RangeError(`${p.length} probabilities for ${labels.length} labels`);
  }
  for (let i = 0; i < p.length; i += 1) {
    if (!(p[i] >= 0 && p[i] <= 1)) {
      throw new RangeError(`a probability is in [0, 1], got ${p[i]} at index ${i}`);
    }
  }
}
