/** Values per interval on average; a few more or less make no difference. */
const PER_INTERVAL = 2;

/** From here on the general sort is faster than moving neighbours one by one. */
const MOST_MOVED = 32;

/**
 * The values in ascending order, as a new array.
 *
 * Spreads them over equal intervals of their range, in order, and then sorts within each: linear in
 * the number of values where they are spread out, as intensities are. Where they crowd together
 * (a few values far from all others) the general sort does the rest.
 *
 * @param values Finite.
 */
export function sortedCopy(values: Float64Array): Float64Array {
  const { lowest, highest } = extremes(values);
  const intervals = Math.ceil(values.length / PER_INTERVAL);
  const perUnit = (intervals - 1) / (highest - lowest);
  // A range so small or so large that the quotient is no number has nothing to spread.
  if (!(perUnit > 0 && perUnit < Infinity)) return values.toSorted();
  const ends = new Int32Array(intervals);
  const interval = new Int32Array(values.length);
  for (let n = 0; n < values.length; n += 1) {
    const at = Math.trunc((values[n] - lowest) * perUnit);
    interval[n] = at;
    ends[at] += 1;
  }
  for (let at = 1; at < intervals; at += 1) ends[at] += ends[at - 1];
  const sorted = new Float64Array(values.length);
  const next = ends.slice();
  for (let n = values.length - 1; n >= 0; n -= 1) sorted[--next[interval[n]]] = values[n];
  for (let at = 0; at < intervals; at += 1) sortBetween(sorted, next[at], ends[at]);
  return sorted;
}

function sortBetween(values: Float64Array, from: number, to: number): void {
  if (to - from > MOST_MOVED) {
    values.subarray(from, to).sort();
    return;
  }
  for (let n = from + 1; n < to; n += 1) {
    const value = values[n];
    let at = n;
    for (; at > from && values[at - 1] > value; at -= 1) values[at] = values[at - 1];
    values[at] = value;
  }
}

function extremes(values: Float64Array): { readonly lowest: number; readonly highest: number } {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let n = 0; n < values.length; n += 1) {
    if (values[n] < lowest) lowest = values[n];
    if (values[n] > highest) highest = values[n];
  }
  return { lowest, highest };
}
