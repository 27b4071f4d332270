/**
 * Grey levels with bins of fixed width whose edges are multiples of that width.
 *
 * level = floor(x / w) - floor(min / w) + 1, so that the lowest value of the region is in level 1.
 * Bins lie at the same intensities in every region, as in PyRadiomics; IBSI's fixed bin size
 * (code Q3RU) is the same when its lower bound is a multiple of the width.
 *
 * @param binWidth In the unit of the values; > 0.
 */
export function discretise(values: Float64Array, binWidth: number): Int32Array {
  if (!(binWidth > 0)) throw new RangeError(`a bin width is > 0, got ${binWidth}`);
  // Plain loops: this runs twice per image, and callbacks take ten times as long.
  let least = Infinity;
  for (let n = 0; n < values.length; n += 1) if (values[n] < least) least = values[n];
  const lowest = Math.floor(least / binWidth);
  const levels = new Int32Array(values.length);
  for (let n = 0; n < values.length; n += 1) {
    levels[n] = Math.floor(values[n] / binWidth) - lowest + 1;
  }
  return levels;
}

/** Share of each occurring grey level, of levels in ascending order; sums to 1, no zeros. */
export function levelProbabilities(levels: Int32Array): number[] {
  const shares: number[] = [];
  let first = 0;
  for (let n = 1; n <= levels.length; n += 1) {
    if (levels[n] === levels[first]) continue;
    shares.push((n - first) / levels.length);
    first = n;
  }
  return shares;
}
