import { shuffledIndices, type Random } from '../../numeric/random.ts';

/** Two parts of a whole, each in the order of the input. */
export interface Split<Item> {
  readonly training: readonly Item[];
  readonly validation: readonly Item[];
}

/**
 * A random split by pair: both of a pair go to the same part, so that the balance of the matching
 * survives in either part.
 *
 * @param share Share of the pairs for training, in [0, 1]; their number is rounded, half up
 *   (0.7 of 336 pairs: 235 and 101).
 */
export function splitPairs<Pair>(
  pairs: readonly Pair[],
  share: number,
  random: Random,
): Split<Pair> {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share is in [0, 1], got ${share}`);
  const chosen = new Set(
    shuffledIndices(pairs.length, random).slice(0, Math.round(pairs.length * share)),
  );
  return {
    training: pairs.filter((_, n) => chosen.has(n)),
    validation: pairs.filter((_, n) => !chosen.has(n)),
  };
}

/** Both classes of one part of a split. */
export interface SplitByClass<Item> {
  readonly cases: Split<Item>;
  readonly controls: Split<Item>;
}

/**
 * The split of the published study: cases and controls are drawn each by themselves, which keeps
 * the sizes and breaks the pairs.
 *
 * @param groups Items of the two classes; the cases are drawn first.
 * @param share As in `splitPairs`.
 */
export function splitAsPublished<Item>(
  groups: { readonly cases: readonly Item[]; readonly controls: readonly Item[] },
  share: number,
  random: Random,
): SplitByClass<Item> {
  const cases = splitPairs(groups.cases, share, random);
  return { cases, controls: splitPairs(groups.controls, share, random) };
}
