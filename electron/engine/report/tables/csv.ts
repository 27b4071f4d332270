import { requireWellFormed, type Table } from './table.ts';

/**
 * A table as RFC 4180 in UTF-8: commas, CRLF, decimal points, no separators of thousands. Numbers
 * have the shortest digits that read back to the same double. An empty cell is nothing.
 */
export function csvFile(table: Table): Uint8Array {
  requireWellFormed(table);
  const header = table.columns.map(({ name }) => name);
  const rows = table.rows.map((cells) => cells.map((cell) => (cell === null ? '' : String(cell))));
  return Buffer.from(toCsv([header, ...rows]), 'utf8');
}

export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

/** Quotes where the format asks for it, and text that a spreadsheet would run as a formula. */
function quoted(cell: string): string {
  const safe = /^[=+\-@]/.test(cell) && !Number.isFinite(Number(cell)) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
