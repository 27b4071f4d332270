import { scoresByClass } from './scored-cases.ts';

/** Cases by class and call. */
export interface Confusion {
  readonly tp: number;
  readonly fn: number;
  readonly tn: number;
  readonly fp: number;
}

/** Calls a case positive at `score >= threshold`. @throws RangeError for a score that is NaN. */
export function confusionAt(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
  threshold: number,
): Confusion {
  const { positive, negative } = scoresByClass(labels, scores);
  const [tp, fp] = [countFrom(positive, threshold), countFrom(negative, threshold)];
  return { tp, fn: positive.length - tp, tn: negative.length - fp, fp };
}

function countFrom(scores: Float64Array, threshold: number): number {
  let count = 0;
  for (const score of scores) if (score >= threshold) count += 1;
  return count;
}

/** A proportion as counts: x of n. */
export interface Share {
  readonly x: number;
  readonly n: number;
}

/** The proportions of a table whose counts have an exact interval. */
export type ProportionName = 'accuracy' | 'sensitivity' | 'specificity' | 'ppv' | 'npv';

/** Numerator and denominator of each proportion, for intervals. */
export function sharesOf({ tp, fn, tn, fp }: Confusion): Readonly<Record<ProportionName, Share>> {
  return {
    accuracy: { x: tp + tn, n: tp + fn + tn + fp },
    sensitivity: { x: tp, n: tp + fn },
    specificity: { x: tn, n: tn + fp },
    ppv: { x: tp, n: tp + fp },
    npv: { x: tn, n: tn + fn },
  };
}

/** `null` where the denominator is 0. */
export interface Performance extends Readonly<Record<ProportionName, number | null>> {
  /** Mean of sensitivity and specificity. */
  readonly balancedAccuracy: number | null;
  readonly f1: number | null;
  /** Matthews' correlation coefficient. */
  readonly mcc: number | null;
  readonly positiveLikelihoodRatio: number | null;
  readonly negativeLikelihoodRatio: number | null;
}

export function performanceOf(confusion: Confusion): Performance {
  const { tp, fn, tn, fp } = confusion;
  const shares = sharesOf(confusion);
  const sensitivity = valueOf(shares.sensitivity);
  const specificity = valueOf(shares.specificity);
  const both = sensitivity !== null && specificity !== null;
  const product = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn);
  return {
    accuracy: valueOf(shares.accuracy),
    sensitivity,
    specificity,
    ppv: valueOf(shares.ppv),
    npv: valueOf(shares.npv),
    balancedAccuracy: both ? (sensitivity + specificity) / 2 : null,
    f1: ratio(2 * tp, 2 * tp + fp + fn),
    mcc: ratio(tp * tn - fp * fn, product),
    positiveLikelihoodRatio: both ? ratio(tp * (tn + fp), fp * (tp + fn)) : null,
    negativeLikelihoodRatio: both ? ratio(fn * (tn + fp), tn * (tp + fn)) : null,
  };
}

function valueOf({ x, n }: Share): number | null {
  return ratio(x, n);
}

function ratio(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}
