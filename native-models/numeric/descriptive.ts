/** Arithmetic mean. @throws RangeError for an empty sample. */
export function mean(values: ArrayLike<number>): number {
  requireValues(values);
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i];
  return sum / values.length;
}

/** Variance around the mean divided by n - ddof (0: population, 1: sample). */
export function variance(values: ArrayLike<number>, ddof: 0 | 1 = 0): number {
  if (values.length <= ddof) {
    throw new RangeError(`a variance needs more than ${ddof} values, got ${values.length}`);
  }
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += (values[i] - centre) ** 2;
  return sum / (values.length - ddof);
}

/**
 * Percentile by linear interpolation between order statistics (Hyndman and Fan's type 7, the rule
 * of NumPy, of R's default and of PyRadiomics).
 *
 * @param sorted Ascending, at least one value.
 * @param percent In [0, 100].
 */
export function percentileOfSorted(sorted: ArrayLike<number>, percent: number): number {
  requireValues(sorted);
  if (!(percent >= 0 && percent <= 100)) {
    throw new RangeError(`a percentile is in [0, 100], got ${percent}`);
  }
  const rank = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(rank);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
}

/** Pearson's correlation; `undefined` where one of the samples does not vary. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i += 1) {
    xx += (x[i] - meanX) ** 2;
    yy += (y[i] - meanY) ** 2;
    xy += (x[i] - meanX) * (y[i] - meanY);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : undefined;
}

function requireValues(values: ArrayLike<number>): void {
  if (values.length === 0) throw new RangeError('a statistic of no values is not defined');
}
