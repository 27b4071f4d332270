import { binomialProbability } from '../numeric/binomial-distribution.ts';
import { chiSquareUpper } from '../numeric/chi-square-distribution.ts';

/** Patients by which of two models is right. */
export interface PairedCalls {
  readonly bothRight: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly bothWrong: number;
}

/** A statistic with 1 degree of freedom; both `null` without any patient on whom models differ. */
interface OneDegree {
  readonly statistic: number | null;
  readonly p: number | null;
}

export interface McNemar extends OneDegree {
  /** With Edwards' continuity correction, which ends at equal counts. */
  readonly corrected: OneDegree;
  /** Two-sided binomial p; 1 where no patient differs. */
  readonly exact: number;
  /**
   * The exact p less the probability of the observed count, on average closer to the level;
   * `null` where no patient differs.
   */
  readonly midP: number | null;
}

/**
 * McNemar's test of equal sensitivity, specificity or accuracy of two models on the same patients.
 *
 * Source: McNemar Q, Psychometrika 12:153-157, 1947; mid-p: Fagerland MW et al., BMC Med Res
 * Methodol 13:91, 2013.
 */
export function mcnemar({ onlyFirst, onlySecond }: PairedCalls): McNemar {
  const gap = Math.abs(onlyFirst - onlySecond);
  const differing = onlyFirst + onlySecond;
  const statistic = (difference: number): OneDegree => {
    if (differing === 0) return { statistic: null, p: null };
    const value = difference ** 2 / differing;
    return { statistic: value, p: chiSquareUpper(value, 1) };
  };
  const exact = exactP(Math.min(onlyFirst, onlySecond), differing);
  return {
    ...statistic(gap),
    corrected: statistic(Math.max(0, gap - 1)),
    exact,
    midP: differing === 0 ? null : exact - binomialProbability(onlyFirst, differing, 0.5),
  };
}

/** Twice the probability of at most `fewer` of n at even odds, at most 1. */
function exactP(fewer: number, n: number): number {
  if (2 * fewer === n) return 1;
  let sum = 0;
  for (let k = fewer; k >= 0; k -= 1) sum += binomialProbability(k, n, 0.5);
  return Math.min(1, 2 * sum);
}
