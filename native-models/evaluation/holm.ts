/** A p-value, or `null` for a comparison that has none. */
export type PValue = number | null;

/**
 * p-values adjusted for their number by Holm's step-down method, in input order. Comparisons
 * without a p-value stay `null` and do not count.
 *
 * Source: Holm S, Scandinavian Journal of Statistics 6:65-70, 1979.
 */
export function holm(p: readonly PValue[]): PValue[] {
  const order = sorted(p);
  let largest = 0;
  return placed(
    p,
    order.map(([index, value], rank) => {
      largest = Math.max(largest, Math.min(1, (order.length - rank) * value));
      return [index, largest];
    }),
  );
}

/**
 * p-values adjusted to the false discovery rate, in input order; `null` as in {@link holm}.
 *
 * Source: Benjamini Y, Hochberg Y, J R Stat Soc B 57:289-300, 1995.
 */
export function benjaminiHochberg(p: readonly PValue[]): PValue[] {
  const order = sorted(p);
  let smallest = 1;
  return placed(
    p,
    order
      .map(([index, value], rank) => [index, (order.length / (rank + 1)) * value] as const)
      .toReversed()
      .map(([index, value]) => {
        smallest = Math.min(smallest, value);
        return [index, smallest];
      }),
  );
}

type Indexed = readonly [index: number, value: number];

function sorted(p: readonly PValue[]): Indexed[] {
  const present = p.flatMap((value, index): Indexed[] => (value === null ? [] : [[index, value]]));
  for (const [index, value] of present) {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`p-value ${index} is ${value}`);
  }
  return present.sort((a, b) => a[1] - b[1]);
}

function placed(p: readonly PValue[], adjusted: readonly Indexed[]): PValue[] {
  const values = new Map(adjusted);
  return p.map((_, index) => values.get(index) ?? null);
}
