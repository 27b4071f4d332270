import { mean, variance } from '../numeric/descriptive.ts';

/** Values of a variable in two groups; at least two each. */
export interface TwoGroups {
  readonly a: ArrayLike<number>;
  readonly b: ArrayLike<number>;
}

/**
 * Standardised mean difference of a continuous variable, a less b, over the root mean of both sample
 * variances.
 *
 * @param spreadOf Groups whose variances are used: those before matching make the differences
 * before and after comparable.
 * @returns 0 for equal means, `null` where means differ without any spread or a group has fewer than
 * two values.
 * Source: Austin PC, Statistics in Medicine 28:3083-3107, 2009.
 */
export function smdOfContinuous(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  spreadOf: TwoGroups = { a, b },
): number | null {
  if ([a, b].some(({ length }) => length === 0)) return null;
  if ([spreadOf.a, spreadOf.b].some(({ length }) => length < 2)) return null;
  const spread = (variance(spreadOf.a, 1) + variance(spreadOf.b, 1)) / 2;
  return standardised(mean(a) - mean(b), spread);
}

/**
 * Standardised difference of a proportion, a less b; `null` where they are 0 and 1.
 *
 * @param pa, pb In [0, 1].
 */
export function smdOfProportion(pa: number, pb: number): number | null {
  if (![pa, pb].every((p) => p >= 0 && p <= 1)) {
    throw new RangeError(`a proportion is in [0, 1], got ${pa} and ${pb}`);
  }
  return standardised(pa - pb, (pa * (1 - pa) + pb * (1 - pb)) / 2);
}

/**
 * Sample variance of a over that of b; `null` where b does not vary or a group has fewer than two
 * values.
 */
export function varianceRatio(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  if (a.length < 2 || b.length < 2) return null;
  const below = variance(b, 1);
  return below === 0 ? null : variance(a, 1) / below;
}

function standardised(difference: number, spread: number): number | null {
  if (difference === 0) return 0;
  return spread === 0 ? null : difference / Math.sqrt(spread);
}
