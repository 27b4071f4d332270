import type { EpochMetrics } from '#contract/procedures/experiments.ts';
import type { Point } from './chart/line-path.ts';
import type { Domain } from './chart/scale.ts';
import type { StepPoint } from './live-runs.ts';

/** Epochs are counted from 1 on screen and stand at their end on the axis. */
export function epochNumber({ epoch }: Pick<EpochMetrics, 'epoch'>): number {
  return epoch + 1;
}

/** One number of each epoch as points; an epoch without it is left out. */
export function epochPoints(
  epochs: readonly EpochMetrics[],
  value: (metrics: EpochMetrics) => number | null,
): readonly Point[] {
  return epochs.flatMap((metrics) => {
    const y = value(metrics);
    return y === null || !Number.isFinite(y) ? [] : [{ x: epochNumber(metrics), y }];
  });
}

/** Every step of the epochs that this window has seen. */
export function stepPoints(
  steps: readonly StepPoint[],
  loss: 'crossEntropy' | 'contrastive',
): readonly Point[] {
  return steps.map((step) => ({ x: step.at, y: step[loss] }));
}

/** The epoch whose number lies nearest, or null where there is none. */
export function nearestEpoch(epochs: readonly EpochMetrics[], x: number): EpochMetrics | null {
  return epochs.reduce<EpochMetrics | null>(
    (nearest, metrics) =>
      nearest === null || Math.abs(epochNumber(metrics) - x) < Math.abs(epochNumber(nearest) - x)
        ? metrics
        : nearest,
    null,
  );
}

/** An AUC axis up to 1 that shows chance, and everything below it that came. */
export function aucDomain(points: readonly Point[]): Domain {
  const lowest = Math.min(0.4, ...points.map(({ y }) => y));
  return [Math.floor(lowest * 10 + 1e-9) / 10, 1];
}
