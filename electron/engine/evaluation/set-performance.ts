import type { SetPerformance } from '#contract/evaluation/result.ts';
import type { EvaluatedSet, EvaluationSettings } from '#contract/evaluation/settings.ts';
import { confusionAt, sharesOf, type ProportionName } from '#native/evaluation/confusion.ts';
import { aucOf, rocPoints } from './discrimination.ts';
import { noEstimate, oneClassReason, proportion, type IntervalSettings } from './estimates.ts';
import { countPositives, type Scores } from './set-scores.ts';
import { probabilityFacts } from './probability-facts.ts';
import { optimisticThreshold, type Threshold } from './thresholds.ts';

/** A model's scores on the set that is judged. */
interface Order {
  readonly set: EvaluatedSet;
  readonly own: Scores;
  /** Chosen on internal validation. */
  readonly locked: Threshold;
  /** The own scores as probabilities, perhaps of another prevalence; null where they are none. */
  readonly probabilities: ArrayLike<number> | null;
}

/** All that is told of a model on a set. What has no value has a reason. */
export function setPerformance(
  { set, own, locked, probabilities }: Order,
  settings: EvaluationSettings,
): SetPerformance {
  const threshold = thresholdIn(settings.threshold, { locked, own });
  return {
    set,
    n: own.labels.length,
    positives: countPositives(own.labels),
    threshold: threshold.value,
    ...callsAt(own, threshold, settings),
    auc: aucOf(own, settings.level),
    roc: rocPoints(own),
    ...probabilityFacts(own.labels, probabilities, settings.level),
  };
}

function thresholdIn(
  chosen: EvaluationSettings['threshold'],
  { locked, own }: Pick<Order, 'locked' | 'own'>,
): Threshold {
  switch (chosen.mode) {
    case 'locked':
      return locked;
    case 'paper':
      return optimisticThreshold(own);
    case 'fixed':
      return { value: chosen.value, reason: null };
  }
}

type Calls = Pick<SetPerformance, 'confusion' | ProportionName>;

/** What a share is empty for. */
const emptyReasons = {
  accuracy: 'no patient has a score',
  sensitivity: 'no pN+ patient has a score',
  specificity: 'no pN- patient has a score',
  ppv: 'no patient is called pN+',
  npv: 'no patient is called pN-',
} as const satisfies Record<ProportionName, string>;

function callsAt(
  { labels, scores }: Scores,
  { value, reason }: Threshold,
  settings: IntervalSettings,
): Calls {
  const confusion = value === null ? null : confusionAt(labels, scores, value);
  const shares = confusion && sharesOf(confusion);
  const estimate = (name: ProportionName) =>
    shares
      ? proportion(shares[name], emptyReasons[name], settings)
      : noEstimate(reason ?? oneClassReason(labels));
  return {
    confusion,
    accuracy: estimate('accuracy'),
    sensitivity: estimate('sensitivity'),
    specificity: estimate('specificity'),
    ppv: estimate('ppv'),
    npv: estimate('npv'),
  };
}
