import type { SetName } from '#contract/procedures/experiments.ts';
import { requireLearning } from '#engine/store/leak-guard.ts';
import { youdenThreshold } from '#native/evaluation/thresholds.ts';
import { oneClassReason } from './estimates.ts';
import type { ClassLabel } from './score-table.ts';
import type { Scores } from './set-scores.ts';

/** The score from which on a patient counts as pN+; or why there is none. */
export type Threshold =
  | { readonly value: number; readonly reason: null }
  | { readonly value: null; readonly reason: string };

/** A patient with a score, and the set that decides what it may be used for. */
export interface Judge {
  readonly set: SetName;
  readonly label: ClassLabel;
  readonly score: number;
}

/**
 * Youden's threshold on internal validation, to be applied unchanged.
 *
 * @throws AppError test-set-touched where a patient of a test set is among the judges.
 */
export function lockThreshold(judges: readonly Judge[]): Threshold {
  const members = requireLearning(judges, 'thresholds');
  return youdenOf(
    { labels: members.map(({ label }) => label), scores: members.map(({ score }) => score) },
    'no threshold can be locked on internal validation',
  );
}

/** Youden's threshold on the very set that it is applied to, as published: optimistic. */
export function optimisticThreshold(own: Scores): Threshold {
  return youdenOf(own, 'no threshold can be chosen on this set');
}

function youdenOf({ labels, scores }: Scores, problem: string): Threshold {
  const best = youdenThreshold(labels, scores);
  if (best) return { value: best.threshold, reason: null };
  const both = labels.includes(0) && labels.includes(1);
  const why = both ? 'none does better than chance' : oneClassReason(labels);
  return { value: null, reason: `${problem}: ${why}` };
}
