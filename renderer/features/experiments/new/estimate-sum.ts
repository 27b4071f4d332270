import type { RunEstimate } from '#contract/procedures/experiments.ts';

/** What runs ask of the machine together, one after another. */
export interface EstimateSum {
  readonly totalSeconds: number;
  /** These four are of the run that has most of it. */
  readonly secondsPerStep: number;
  readonly parameters: number;
  readonly learned: number;
  readonly peakBytes: number;
  readonly availableBytes: number;
  readonly fits: boolean;
  readonly suggestions: readonly string[];
}

/** @param estimates At least one. */
export function sumEstimates(estimates: readonly RunEstimate[]): EstimateSum {
  const largest = (of: (each: RunEstimate) => number) => Math.max(...estimates.map(of));
  return {
    totalSeconds: estimates.reduce((sum, { totalSeconds }) => sum + totalSeconds, 0),
    secondsPerStep: largest((each) => each.secondsPerStep),
    parameters: largest((each) => each.parameters),
    learned: largest((each) => each.learned),
    peakBytes: largest((each) => each.peakBytes),
    availableBytes: Math.min(...estimates.map(({ availableBytes }) => availableBytes)),
    fits: estimates.every(({ fits }) => fits),
    suggestions: [...new Set(estimates.flatMap(({ suggestion }) => suggestion ?? []))],
  };
}

/** A duration before it begins, said no finer than it can be known. */
export function roughTime(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
