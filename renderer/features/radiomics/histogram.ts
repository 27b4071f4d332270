/** Values in `[from, to)`; the last bin holds the largest one, too. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Counts values in equal steps between the smallest and the largest, about the square root of
 * their number of them. Equal values are one bin of no width.
 *
 * @param values At least one.
 */
export function histogram(values: readonly number[]): readonly Bin[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) return [{ from: low, to: high, count: values.length }];
  const bins = Math.min(30, Math.max(5, Math.ceil(Math.sqrt(values.length))));
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]++;
  }
  const edge = (bin: number) => low + ((high - low) * bin) / bins;
  return counts.map((count, bin) => ({ from: edge(bin), to: edge(bin + 1), count }));
}
