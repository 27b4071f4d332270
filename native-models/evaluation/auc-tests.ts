import { normalReach, normalTwoSided } from '../numeric/normal-distribution.ts';
import { studentReach, studentTwoSided } from '../numeric/student-distribution.ts';
import type { Delong } from './delong.ts';
import type { Interval } from './scored-cases.ts';

/** Wald interval of an AUC, clipped to [0, 1]. A variance of 0 gives a point, which is no certainty. */
export function aucInterval(auc: number, variance: number, level = 0.95): Interval {
  const half = normalReach(level) * Math.sqrt(variance);
  return [Math.max(0, auc - half), Math.min(1, auc + half)];
}

/** Two AUCs compared; what has no value is `null`. */
interface AucDifference {
  /** First less second. */
  readonly difference: number;
  readonly interval: Interval | null;
  /** Two-sided. */
  readonly p: number | null;
}

/** Difference over its standard error, normal under equality. */
export interface PairedDelong extends AucDifference {
  readonly z: number | null;
}

/** Difference over its standard error, Student's t under equality. */
export interface UnpairedDelong extends AucDifference {
  readonly t: number | null;
  readonly df: number | null;
}

/**
 * DeLong's test of two models on the same patients, two-sided; the interval is not clipped.
 *
 * Models that rank alike have no variance of the difference: z 0 and p 1. All but
 * `difference` is `null` without a covariance, with both variances 0 (two perfect models, say),
 * where the estimator cannot see any uncertainty, and where a difference comes without variance.
 *
 * @param a, b Positions of the models in `comparison`.
 */
export function pairedDelong(
  { auc, covariance }: Delong,
  a: number,
  b: number,
  level = 0.95,
): PairedDelong {
  const difference = auc[a] - auc[b];
  const nothing = { difference, interval: null, z: null, p: null };
  if (!covariance || (covariance[a][a] === 0 && covariance[b][b] === 0)) return nothing;
  // Rounding can leave less than nothing of two models that agree.
  const variance = Math.max(0, covariance[a][a] + covariance[b][b] - 2 * covariance[a][b]);
  if (variance === 0 && difference !== 0) return nothing;
  const error = Math.sqrt(variance);
  const z = difference === 0 ? 0 : difference / error;
  const half = normalReach(level) * error;
  const interval = [difference - half, difference + half] as const;
  return { difference, interval, z, p: normalTwoSided(z) };
}

/** One model of a comparison. */
export interface AucOf {
  readonly comparison: Delong;
  readonly model: number;
}

/**
 * DeLong's test of two models on different patients, two-sided, by Student's t with the degrees of
 * freedom of Welch and Satterthwaite.
 *
 * `null` as in {@link pairedDelong}.
 *
 * Source: as R's pROC `roc.test(paired = FALSE)`; each curve counts with all its cases.
 */
export function unpairedDelong(first: AucOf, second: AucOf, level = 0.95): UnpairedDelong {
  const [a, b] = [moments(first), moments(second)];
  const difference = a.auc - b.auc;
  const nothing = { difference, interval: null, t: null, df: null, p: null };
  if (a.variance === null || b.variance === null) return nothing;
  const variance = a.variance + b.variance;
  if (variance === 0) return nothing;
  const df = variance ** 2 / (a.variance ** 2 / (a.cases - 1) + b.variance ** 2 / (b.cases - 1));
  const t = difference / Math.sqrt(variance);
  const half = studentReach(level, df) * Math.sqrt(variance);
  const interval = [difference - half, difference + half] as const;
  return { difference, interval, t, df, p: studentTwoSided(t, df) };
}

function moments({ comparison: { auc, covariance, positives, negatives }, model }: AucOf) {
  const variance = covariance ? covariance[model][model] : null;
  return { auc: auc[model], variance, cases: positives + negatives };
}
