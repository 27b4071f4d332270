import type { Estimate, ModelPerformance } from '#contract/evaluation/result.ts';
import { aucInterval } from '#native/evaluation/auc-tests.ts';
import { delong } from '#native/evaluation/delong.ts';
import { rocCurve } from '#native/evaluation/roc.ts';
import { noEstimate, oneClassReason } from './estimates.ts';
import type { Scores } from './set-scores.ts';

/** Nothing tells how much such an AUC would vary. */
const noVariance = 'a single patient of a class gives no interval';

/** Area under the curve with DeLong's interval; below 0.5 it stays below 0.5. */
export function aucOf({ labels, scores }: Scores, level: number): Estimate {
  const result = delong(labels, [scores]);
  if (!result) return noEstimate(oneClassReason(labels));
  const [value] = result.auc;
  if (!result.covariance) return { value, interval: null, reason: noVariance };
  const [lower, upper] = aucInterval(value, result.covariance[0][0], level);
  return { value, interval: [lower, upper], reason: null };
}

export function rocPoints({ labels, scores }: Scores): { fpr: number; tpr: number }[] {
  const curve = rocCurve(labels, scores);
  if (!curve) return [];
  return curve.falsePositiveRate.map((fpr, n) => ({ fpr, tpr: curve.truePositiveRate[n] }));
}

interface SetAuc {
  readonly title: string;
  readonly n: number;
  readonly auc: number | null;
}

/**
 * The study's "aAUC (SD)", which behaves as the AUC of the pooled scores of all sets with its DeLong
 * standard error, and beside it the means of the sets' AUCs.
 */
export function aggregateAuc(pooled: Scores, sets: readonly SetAuc[]): ModelPerformance['aauc'] {
  const result = delong(pooled.labels, [pooled.scores]);
  if (!result) {
    const reason = oneClassReason(pooled.labels);
    return { pooled: null, sd: null, plainMean: null, weightedMean: null, reason };
  }
  const without = sets.filter((set) => set.auc === null).map(({ title }) => title);
  const means = without.length === 0 ? meansOf(sets) : { plainMean: null, weightedMean: null };
  const reasons = [
    ...(result.covariance ? [] : [noVariance]),
    ...(without.length > 0 ? [`no mean, as there is no AUC of ${without.join(', ')}`] : []),
  ];
  return {
    pooled: result.auc[0],
    sd: result.covariance && Math.sqrt(result.covariance[0][0]),
    ...means,
    reason: reasons.length > 0 ? reasons.join('; ') : null,
  };
}

function meansOf(sets: readonly SetAuc[]): { plainMean: number; weightedMean: number } {
  const patients = sets.reduce((sum, { n }) => sum + n, 0);
  const sum = (weight: (set: SetAuc) => number): number =>
    sets.reduce((total, set) => total + weight(set) * (set.auc ?? 0), 0);
  return { plainMean: sum(() => 1) / sets.length, weightedMean: sum(({ n }) => n) / patients };
}
