import { chiSquareUpper } from '../numeric/chi-square-distribution.ts';

/** Test of the same distribution in all groups. */
export interface KruskalWallis {
  /** H, corrected for ties. */
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}

/**
 * Kruskal-Wallis test by the chi-square approximation, corrected for ties.
 *
 * Groups without values do not count.
 *
 * @returns `null` with fewer than two groups, and where all values are the same.
 * @throws RangeError for a value that is NaN.
 * Source: Kruskal WH, Wallis WA, J Am Stat Assoc 47:583-621, 1952.
 */
export function kruskalWallis(groups: readonly ArrayLike<number>[]): KruskalWallis | null {
  const present = groups.filter((group) => group.length > 0);
  if (present.length < 2) return null;
  const values = present.flatMap((group, index) =>
    Array.from(group, (value) => ({ value, group: index })),
  );
  if (values.some(({ value }) => Number.isNaN(value))) throw new RangeError('a value is NaN');
  values.sort((a, b) => a.value - b.value || 0);
  const n = values.length;
  const rankSums = present.map(() => 0);
  let tied = 0;
  for (let first = 0; first < n;) {
    let end = first;
    while (end < n && values[end].value === values[first].value) end += 1;
    // Ranks first + 1 … end share their mean; half of it is added below, to stay in whole numbers.
    for (let i = first; i < end; i += 1) rankSums[values[i].group] += first + 1 + end;
    tied += (end - first) ** 3 - (end - first);
    first = end;
  }
  if (tied === n ** 3 - n) return null;
  const spread = present.reduce(
    (sum, { length }, g) => sum + (rankSums[g] / 2 - (length * (n + 1)) / 2) ** 2 / length,
    0,
  );
  const statistic = (12 * spread) / (n * (n + 1)) / (1 - tied / (n ** 3 - n));
  const df = present.length - 1;
  return { statistic, df, p: chiSquareUpper(statistic, df) };
}
