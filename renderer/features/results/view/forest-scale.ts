import type { ModelPerformance } from '#contract/evaluation/result.ts';

/** AUC at the left end of every plot: no tick finer than a tenth, and chance always in view. */
export function forestStart(models: readonly ModelPerformance[]): number {
  const lowest = models
    .flatMap(({ sets }) => sets.map(({ auc }) => auc.interval?.[0] ?? auc.value ?? 1))
    .reduce((least, value) => Math.min(least, value), 0.4);
  return Math.max(0, Math.floor(lowest * 10) / 10);
}

/** Percent of the plot's width at which an AUC stands; 1 is its right end. */
export function forestPlace(auc: number, start: number): number {
  return (100 * (auc - start)) / (1 - start);
}
