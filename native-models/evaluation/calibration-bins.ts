/** Cases of similar predicted probability. */
export interface CalibrationBin {
  readonly n: number;
  /** Positive cases. */
  readonly observed: number;
  /** Sum of the predicted probabilities. */
  readonly expected: number;
  /** Bounds of the probability: above `from` (the first bin: from it on) up to `to`. */
  readonly from: number;
  readonly to: number;
}

/**
 * The cases cut at the quantiles of their predicted probability (Hyndman and Fan's type 7) into
 * `groups` of about the same size. Equal quantiles fall together and leave fewer groups, and so does
 * a quantile halfway between probabilities that many cases share, when no case is up to it.
 *
 * @param groups An integer ≥ 1.
 */
export function calibrationBins(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  groups: number,
): CalibrationBin[] {
  if (!Number.isInteger(groups) || groups < 1) {
    throw new RangeError(`a number of groups is an integer ≥ 1, got ${groups}`);
  }
  if (labels.length === 0) return [];
  const order = Array.from({ length: labels.length }, (_, i) => i).sort(
    (a, b) => probabilities[a] - probabilities[b],
  );
  const breaks = quantiles(
    order.map((i) => probabilities[i]),
    groups,
  );
  const bins: CalibrationBin[] = [];
  let next = 0;
  for (const [k, to] of breaks.entries()) {
    if (k === 0 && breaks.length > 1) continue;
    const first = next;
    while (next < order.length && probabilities[order[next]] <= to) next += 1;
    if (next === first) continue;
    const inside = order.slice(first, next);
    bins.push({
      n: inside.length,
      observed: inside.reduce((sum, i) => sum + labels[i], 0),
      expected: inside.reduce((sum, i) => sum + probabilities[i], 0),
      from: breaks[Math.max(0, k - 1)],
      to,
    });
  }
  return bins;
}

/** The different ones of the quantiles 0, 1/groups, … 1 of ascending values. */
function quantiles(sorted: readonly number[], groups: number): number[] {
  const all = Array.from({ length: groups + 1 }, (_, k) => {
    // k (n - 1) is a whole number, so that ranks that are whole come out whole.
    const rank = (k * (sorted.length - 1)) / groups;
    const below = Math.floor(rank);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  });
  return [...new Set(all)];
}
