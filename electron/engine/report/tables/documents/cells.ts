import type { Estimate } from '#contract/evaluation/result.ts';
import type { TableCell } from '#contract/evaluation/table-document.ts';
import { fixedText, intervalText, pText, signs } from './number-text.ts';
import { oneLine } from './one-line.ts';

/** A cell of text; spans of 1, to the left, without a number behind it. */
export function textCell(text: string, more: Partial<TableCell> = {}): TableCell {
  const { note = null } = more;
  return {
    ...{
      text: oneLine(text),
      value: null,
      columnSpan: 1,
      rowSpan: 1,
      align: 'left',
      indent: false,
    },
    ...more,
    note: note === null ? null : oneLine(note),
  };
}

/** Heading of one or more columns. */
export function headCell(text: string, more: Partial<TableCell> = {}): TableCell {
  return textCell(text, { align: 'centre', ...more });
}

/** Label of a row below another one. */
export function subRowCell(label: string): TableCell {
  return textCell(`${signs.emSpace}${label}`, { indent: true });
}

/** What has no value says so, and why. */
export function notAvailable(reason: string | null): TableCell {
  return textCell('NA', { align: 'centre', note: reason ?? 'not available' });
}

/** A number, and after it a text that belongs to it, such as its standard deviation. */
export function numberCell(value: number, decimals: number, suffix = ''): TableCell {
  return textCell(`${fixedText(value, decimals)}${suffix}`, { value, align: 'centre' });
}

export function wholeCell(value: number): TableCell {
  return numberCell(value, 0);
}

export function maybeCell(value: number | null, decimals: number, reason: string): TableCell {
  return value === null ? notAvailable(reason) : numberCell(value, decimals);
}

export function pCell(p: number | null, reason: string | null): TableCell {
  return p === null ? notAvailable(reason) : textCell(pText(p), { value: p, align: 'centre' });
}

export function estimateCell({ value, reason }: Estimate): TableCell {
  return value === null ? notAvailable(reason) : numberCell(value, 3);
}

export function intervalCell({ interval, reason }: Estimate): TableCell {
  if (!interval) return notAvailable(reason ?? 'no interval');
  return textCell(intervalText(interval), { align: 'centre' });
}

/** The same cell over several rows. */
export function over(rows: number, cell: TableCell): TableCell {
  return { ...cell, rowSpan: rows };
}

/** A footnote for the NAs of a table with their different reasons, where there are any. */
export function reasonsOf(body: readonly (readonly TableCell[])[]): string[] {
  const reasons = new Set(
    body.flat().flatMap(({ text, note }) => (text === 'NA' && note !== null ? [note] : [])),
  );
  return reasons.size > 0 ? [`NA Not available: ${[...reasons].join('; ')}`] : [];
}
