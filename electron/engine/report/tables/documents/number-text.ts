/** Signs of the study's tables. */
export const signs = {
  enDash: '\u2013',
  minus: '\u2212',
  noBreakSpace: '\u00a0',
  thinSpace: '\u2009',
  emSpace: '\u2003',
} as const;

/**
 * A number with a fixed count of decimals, rounded half away from zero.
 *
 * What is rounded is the shortest decimal that reads back as the same double, not the double's binary
 * expansion: 23/80 is stored a little below 0.2875 but is 0.288. A quotient of counts that is a half
 * case has few digits, so its shortest decimal is the quotient itself. `toFixed` would round the
 * binary expansion and print 0.287.
 *
 * @throws RangeError for what is not finite; a table says NA and why.
 */
export function fixedText(value: number, decimals: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`no decimals of ${value}`);
  const [mantissa, exponent] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  // |value| = digits · 10^(exponent - digits.length + 1); wanted is |value| · 10^decimals.
  const power = Number(exponent) - digits.length + 1 + decimals;
  const scaled = scale(BigInt(digits), power)
    .toString()
    .padStart(decimals + 1, '0');
  const whole = scaled.slice(0, scaled.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${scaled.slice(-decimals)}`;
  const vanished = !/[1-9]/.test(text);
  return value < 0 && !vanished ? `${signs.minus}${text}` : text;
}

/** digits · 10^power as a whole number, half up. */
function scale(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (2n * digits + divisor) / (2n * divisor);
}

/** A p-value as journals print it: three decimals, and below 0.001 only that. */
export function pText(p: number): string {
  return p < 0.001 ? `<${signs.thinSpace}0.001` : fixedText(p, 3);
}

/** Bounds joined by an en dash without spaces; by a word where a minus would run into it. */
export function intervalText([low, high]: readonly [number, number], decimals = 3): string {
  const [from, to] = [fixedText(low, decimals), fixedText(high, decimals)];
  const signed = from.startsWith(signs.minus) || to.startsWith(signs.minus);
  return signed ? `${from} to ${to}` : `${from}${signs.enDash}${to}`;
}

/** A share of a whole as percent with one decimal, without its sign. @param whole At least 1. */
export function percentText(part: number, whole: number): string {
  // Multiplied first: the quotient of two whole numbers is rounded once.
  return fixedText((100 * part) / whole, 1);
}
