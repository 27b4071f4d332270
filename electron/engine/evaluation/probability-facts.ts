import type { Estimate, SetPerformance } from '#contract/evaluation/result.ts';
import { calibrationOf, type Calibration } from '#native/evaluation/calibration.ts';
import { netBenefit } from '#native/evaluation/net-benefit.ts';
import { wilson } from '#native/evaluation/proportion-interval.ts';
import { normalReach } from '#native/numeric/normal-distribution.ts';
import { noEstimate, oneClassReason } from './estimates.ts';
import type { ClassLabel } from './score-table.ts';

type ProbabilityFacts = Pick<
  SetPerformance,
  'brier' | 'calibrationIntercept' | 'calibrationSlope' | 'calibration' | 'netBenefit'
>;

/** Threshold probabilities of the decision curve: 0.01 to 0.99. */
const decisionThresholds = Array.from({ length: 99 }, (_, n) => (n + 1) / 100);

/**
 * What only probabilities can be asked: do they mean what they say, and is acting on them worth it.
 *
 * @param probabilities Of pN+, one a label; null where scores are no probabilities.
 */
export function probabilityFacts(
  labels: readonly ClassLabel[],
  probabilities: ArrayLike<number> | null,
  level: number,
): ProbabilityFacts {
  const found = probabilities && calibrationOf(labels, probabilities);
  if (!probabilities || !found) {
    const reason = probabilities ? oneClassReason(labels) : 'the scores are no probabilities';
    return {
      brier: null,
      calibrationIntercept: noEstimate(reason),
      calibrationSlope: noEstimate(reason),
      ...{ calibration: [], netBenefit: [] },
    };
  }
  const curve = netBenefit(labels, probabilities, decisionThresholds);
  return {
    brier: found.brier,
    calibrationIntercept: estimateOf(found.intercept, labels, level),
    calibrationSlope: estimateOf(found.slope, labels, level),
    // Few patients leave bins between two quantiles without any.
    calibration: found.bins.filter(({ n }) => n > 0).map((bin) => plotted(bin, level)),
    netBenefit: curve.map(({ threshold, model, all }) => ({ threshold, model, all })),
  };
}

function estimateOf(
  line: Calibration['slope'],
  labels: readonly ClassLabel[],
  level: number,
): Estimate {
  if (!line) {
    const both = labels.includes(0) && labels.includes(1);
    return noEstimate(
      both
        ? 'no finite best line: probabilities of 0 or 1, all the same, or classes that they separate'
        : oneClassReason(labels),
    );
  }
  const half = normalReach(level) * line.error;
  return { value: line.value, interval: [line.value - half, line.value + half], reason: null };
}

function plotted(
  { n, observed, expected }: Calibration['bins'][number],
  level: number,
): SetPerformance['calibration'][number] {
  const [lower, upper] = wilson(observed, n, level) ?? [0, 1];
  return { predicted: expected / n, observed: observed / n, n, interval: [lower, upper] };
}
