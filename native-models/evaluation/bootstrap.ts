import { percentileOfSorted, variance } from '../numeric/descriptive.ts';
import type { Random } from '../numeric/random.ts';
import type { Interval } from './scored-cases.ts';

/** What the resamples of a statistic say. */
export interface Bootstrap {
  readonly interval: Interval;
  /** Standard deviation over the resamples. */
  readonly error: number;
  /** Resamples in which the statistic had a value; the others are left out. */
  readonly used: number;
}

/** Cases drawn with replacement within each stratum, so that every resample keeps their sizes. */
export interface Resampling {
  /** Indices of the cases, a list a stratum: one list for a plain bootstrap, the classes for an AUC. */
  readonly strata: readonly (readonly number[])[];
  readonly repeats: number;
  readonly level?: number;
  readonly random: Random;
}

/**
 * Percentile interval of any statistic of resampled cases.
 *
 * @param statistic Of the cases of given indices; the array is reused. `null` where a resample has
 * no value.
 * @returns `null` where fewer than two resamples have a value.
 * Source: Efron B, Tibshirani R, An Introduction to the Bootstrap, 1993, chapter 13.
 */
export function bootstrap(
  { strata, repeats, level = 0.95, random }: Resampling,
  statistic: (cases: Uint32Array) => number | null,
): Bootstrap | null {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level is in (0, 1), got ${level}`);
  const cases = new Uint32Array(strata.reduce((sum, { length }) => sum + length, 0));
  const values: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    let at = 0;
    for (const stratum of strata) {
      for (const _ of stratum) cases[at++] = stratum[random.integer(stratum.length)];
    }
    const value = statistic(cases);
    if (value !== null) values.push(value);
  }
  if (values.length < 2) return null;
  const sorted = Float64Array.from(values).sort();
  const tail = 50 * (1 - level);
  return {
    interval: [percentileOfSorted(sorted, tail), percentileOfSorted(sorted, 100 - tail)],
    error: Math.sqrt(variance(sorted, 1)),
    used: values.length,
  };
}
