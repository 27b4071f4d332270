import type { Estimate } from '#contract/evaluation/result.ts';
import type { EvaluationSettings } from '#contract/evaluation/settings.ts';
import type { Share } from '#native/evaluation/confusion.ts';
import { clopperPearson, wilson } from '#native/evaluation/proportion-interval.ts';

/** How intervals are made. */
export type IntervalSettings = Pick<EvaluationSettings, 'level' | 'proportionInterval'>;

/** Nothing, and why. */
export function noEstimate(reason: string): Estimate {
  return { value: null, interval: null, reason };
}

const intervals = { wilson, 'clopper-pearson': clopperPearson } as const;

/** A share with its interval. @param noneReason Why there is none where `n` is 0. */
export function proportion(
  { x, n }: Share,
  noneReason: string,
  { level, proportionInterval }: IntervalSettings,
): Estimate {
  const interval = intervals[proportionInterval](x, n, level);
  if (!interval) return noEstimate(noneReason);
  return { value: x / n, interval: [interval[0], interval[1]], reason: null };
}

/** Why the classes cannot be told apart where one of them has no scores. */
export function oneClassReason(labels: readonly number[]): string {
  if (labels.length === 0) return 'no patient has a score';
  return labels.includes(1) ? 'no pN- patient has a score' : 'no pN+ patient has a score';
}
