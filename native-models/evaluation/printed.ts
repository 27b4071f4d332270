/** Room for the binary fraction of a printed decimal. */
const SLACK = 1e-9;

/** Largest distance of a value from what a number printed with some decimals says. */
export function roundingOf(decimals: number): number {
  return 0.5 * 10 ** -decimals + SLACK;
}

/** Whether a value rounds to a printed number; halves may have gone either way. */
export function printsAs(value: number, printed: number, decimals: number): boolean {
  return Math.abs(value - printed) <= roundingOf(decimals);
}

/**
 * Whether a p-value agrees with its printed text: `0.048`, `< 0.001`, `> 0.999`.
 *
 * @throws RangeError for another text.
 */
export function pPrintsAs(p: number, text: string): boolean {
  const match = /^([<>]?)\s*(\d*)(?:\.(\d+))?$/u.exec(text.trim());
  if (!match || text.trim() === '') throw new RangeError(`"${text}" is not a printed p-value`);
  const [, sign, whole, fraction = ''] = match;
  const value = Number(`${whole || '0'}.${fraction || '0'}`);
  if (sign === '<') return p < value;
  if (sign === '>') return p > value;
  return printsAs(p, value, fraction.length);
}
