/**
 * Probabilities of a model from a population of one prevalence, carried over to another: the odds
 * shift by the ratio of the prevalences' odds, the ranking stays.
 *
 * @param p Each in [0, 1]; 0 and 1 stay.
 * @param from, to Prevalences in (0, 1).
 * Source: Saerens M et al., Neural Computation 14:21-41, 2002.
 */
export function recalibrateToPrevalence(
  p: ArrayLike<number>,
  from: number,
  to: number,
): Float64Array {
  for (const prevalence of [from, to]) {
    if (!(prevalence > 0 && prevalence < 1)) {
      throw new RangeError(`a prevalence is in (0, 1), got ${prevalence}`);
    }
  }
  const positive = to / from;
  const negative = (1 - to) / (1 - from);
  return Float64Array.from({ length: p.length }, (_, i) => {
    if (!(p[i] >= 0 && p[i] <= 1)) {
      throw new RangeError(`a probability is in [0, 1], got ${p[i]} at index ${i}`);
    }
    return (p[i] * positive) / (p[i] * positive + (1 - p[i]) * negative);
  });
}
