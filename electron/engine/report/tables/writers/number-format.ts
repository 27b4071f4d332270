import type { TableCell } from '#contract/evaluation/table-document.ts';
import { fixedText, signs } from '../documents/number-text.ts';

/**
 * The spreadsheet format under which a cell's number looks like its text; null where the text is not
 * of the number. `108 (46.0)` is the number 108 under `0" (46.0)"`.
 */
export function numberFormat({ text, value }: Pick<TableCell, 'text' | 'value'>): string | null {
  if (value === null) return null;
  const digits = new RegExp(`^${signs.minus}?\\d+(?:\\.(\\d+))?`).exec(text);
  // Below the smallest printed p-value the number is there, and looks like its bound.
  if (!digits) return literal(text);
  const decimals = digits[1]?.length ?? 0;
  if (fixedText(value, decimals) !== digits[0]) return literal(text);
  const number = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  const rest = literal(text.slice(digits[0].length));
  // A number that rounds to nothing has no sign, as its text.
  if (value < 0 && !text.startsWith(signs.minus)) return `${number}${rest};${number}${rest}`;
  return value < 0
    ? `${number}${rest};${literal(signs.minus)}${number}${rest}`
    : `${number}${rest}`;
}

function literal(text: string): string {
  if (text === '') return '';
  // A quote ends a literal; it stands outside of it behind a backslash.
  return text
    .split('"')
    .map((part) => (part === '' ? '' : `"${part}"`))
    .join('\\"');
}
