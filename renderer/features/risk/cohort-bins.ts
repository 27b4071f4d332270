/** Reference cases whose probability lies in `[from, to)`; the last bin holds 1, too. */
export interface CohortBin {
  readonly from: number;
  readonly to: number;
  readonly negatives: number;
  readonly positives: number;
}

/**
 * Counts reference cases in equal steps of their probability.
 *
 * @param probabilities 0 to 1, one a case.
 * @param labels 1 for pN+, 0 for pN-, in the same order.
 */
export function cohortBins(
  probabilities: readonly number[],
  labels: readonly number[],
  bins: number,
): readonly CohortBin[] {
  const negatives = new Array<number>(bins).fill(0);
  const positives = new Array<number>(bins).fill(0);
  for (const [i, p] of probabilities.entries()) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(p * bins)));
    (labels[i] === 1 ? positives : negatives)[bin]++;
  }
  return negatives.map((n, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    negatives: n,
    positives: positives[bin],
  }));
}

/** Share of reference cases with a smaller probability, 0 to 1. */
export function cohortPercentile(probabilities: readonly number[], probability: number): number {
  if (probabilities.length === 0) return 0;
  return probabilities.filter((p) => p < probability).length / probabilities.length;
}
