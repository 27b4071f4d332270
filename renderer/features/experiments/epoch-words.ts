import type { EpochMetrics } from '#contract/procedures/experiments.ts';
import { fixed, noValue } from '../../ui/format.ts';
import { epochNumber } from './curve-series.ts';

/** A metric of an epoch as text; the sign for no value where there is none. */
export function metric<K extends 'crossEntropy' | 'contrastive' | 'learningRate'>(
  key: K,
  metrics: { readonly [P in K]: number } | null | undefined,
): string {
  if (!metrics || !Number.isFinite(metrics[key])) return noValue;
  return key === 'learningRate' ? rate(metrics[key]) : metrics[key].toFixed(3);
}

/** A learning rate with two digits: 1e-4, 9.8e-5. */
export function rate(value: number): string {
  return value.toExponential(1).replace('.0e', 'e');
}

/** All numbers of an epoch in one line. */
export function epochFacts(metrics: EpochMetrics, contrastive: boolean): string {
  return [
    `Epoch ${epochNumber(metrics)}`,
    `AUC ${fixed(metrics.auc, 3)}, averaged copy ${fixed(metrics.averageAuc, 3)}`,
    `cross-entropy ${metric('crossEntropy', metrics)}`,
    ...(contrastive ? [`contrastive ${metric('contrastive', metrics)}`] : []),
  ].join('; ');
}
