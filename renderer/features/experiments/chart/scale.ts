/** Numbers between which an axis runs. */
export type Domain = readonly [low: number, high: number];

/** Maps a domain linearly to pixels; the domain has a width. */
export function linearScale([low, high]: Domain, [from, to]: Domain): (value: number) => number {
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

/** Steps that read well: 1, 2 or 5 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((nice) => nice * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/**
 * Round numbers inside a domain, its ends included where they are round.
 *
 * @param count At most about so many, at least 1.
 */
export function ticks([low, high]: Domain, count: number): readonly number[] {
  const step = niceStep((high - low) / count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Multiplied, not summed, and rounded to the step's own digits: 0.3, not 0.30000000000000004.
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toFixed(digits)),
  );
}

/** A domain from 0 to a round number that holds all values; 0 to 1 where there are none. */
export function fromZero(values: readonly number[]): Domain {
  const largest = Math.max(0, ...values.filter(Number.isFinite));
  if (largest === 0) return [0, 1];
  const step = niceStep(largest / 4);
  return [0, Math.ceil(largest / step - 1e-9) * step];
}
