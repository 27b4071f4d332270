/** A unit as it is printed: powers raised, nothing for a pure number. */
export function unitSign(unit: string): string {
  if (unit === '1') return '';
  return unit
    .replace(/2(?=$|\.)/g, '²')
    .replace(/3(?=$|\.)/g, '³')
    .replace('.', '·');
}

/** Four significant digits, without an exponent for everyday sizes. */
export function featureNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential(2);
  return String(Number(value.toPrecision(4)));
}
