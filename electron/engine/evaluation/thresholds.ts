import type { EvaluationSettings } from '#contract/procedures/evaluation.ts';
import { youdenThreshold } from '#native/evaluation/thresholds.ts';
import { oneClassReason } from './estimates.ts';
import type { Scores } from './set-scores.ts';

/** The score from which on a patient counts as pN+; or why there is none. */
export type Threshold =
  | { readonly value: number; readonly reason: null }
  | { readonly value: null; readonly reason: string };

/**
 * The threshold of a model on a set.
 *
 * @param validation The model's scores on internal validation, which alone may lock a threshold.
 * @param own Its scores on the set that is judged, which choose it in the optimistic mode.
 */
export function thresholdFor(
  { mode, ...rest }: EvaluationSettings['threshold'],
  { validation, own }: { readonly validation: Scores; readonly own: Scores },
): Threshold {
  if ('value' in rest) return { value: rest.value, reason: null };
  return mode === 'paper'
    ? youdenOf(own, 'no threshold can be chosen on this set')
    : youdenOf(validation, 'no threshold can be locked on internal validation');
}

function youdenOf({ labels, scores }: Scores, problem: string): Threshold {
  const best = youdenThreshold(labels, scores);
  if (best) return { value: best.threshold, reason: null };
  const both = labels.includes(0) && labels.includes(1);
  const why = both ? 'none does better than chance' : oneClassReason(labels);
  return { value: null, reason: `${problem}: ${why}` };
}
