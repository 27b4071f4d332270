import type { RiskModelCard } from './risk-model-card.ts';

/** Training cases whose probability lies near a patient's. */
export interface RiskBand {
  /** Lowest and highest probability of the cases. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** How many of them were pN+. */
  readonly positives: number;
}

/**
 * The training cases nearest to a probability by rank: as many below it as above where possible.
 *
 * @param size Number of cases wanted; all when there are fewer.
 */
export function riskBand(
  { probabilities, labels }: RiskModelCard['cohort'],
  probability: number,
  size = 24,
): RiskBand {
  const n = Math.min(size, probabilities.length);
  if (n === 0) throw new RangeError('the cohort is empty');
  const below = probabilities.filter((p) => p < probability).length;
  const start = Math.min(Math.max(below - Math.floor(n / 2), 0), probabilities.length - n);
  return {
    from: probabilities[start],
    to: probabilities[start + n - 1],
    n,
    positives: labels.slice(start, start + n).reduce((sum, label) => sum + label, 0),
  };
}

/**
 * Share of a distribution below a value, 0 to 1, from its percentiles at equal steps; linear between
 * them, so that it is the inverse of the percentile.
 *
 * @param quantiles Ascending, at least two.
 */
export function shareBelow(quantiles: readonly number[], value: number): number {
  const last = quantiles.length - 1;
  if (value <= quantiles[0]) return 0;
  if (value >= quantiles[last]) return 1;
  const above = quantiles.findIndex((quantile) => quantile > value);
  const [low, high] = [quantiles[above - 1], quantiles[above]];
  return (above - 1 + (value - low) / (high - low)) / last;
}
