import type { TableDocument } from '#contract/evaluation/table-document.ts';
import { quoted } from '../csv.ts';
import { columnCount, placed, spread } from './grid.ts';

/**
 * A table as it is printed, in UTF-8 with a byte order mark, by which Excel knows the signs: commas
 * and decimal points on every machine, cells that a span covers empty, footnotes after an empty row.
 */
export function tableCsv({ head, body, footnotes }: TableDocument): string {
  const rows = [...placed(head), ...placed(body)];
  const columns = columnCount(rows);
  const cells = rows.map((row) => spread(row, columns).map((cell) => cell?.text ?? ''));
  const notes = ['', ...footnotes].map((note) => [note, ...Array<string>(columns - 1).fill('')]);
  const lines = [...cells, ...notes].map(
    (row) => `${row.map((text) => quoted(text, ',')).join(',')}\r\n`,
  );
  return `\ufeff${lines.join('')}`;
}
