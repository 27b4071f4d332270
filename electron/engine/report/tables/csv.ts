import { requireWellFormed, type Cell, type Table } from './table.ts';

interface Dialect {
  readonly separator: ',' | ';';
  readonly decimal: '.' | ',';
  /** Opens the file with a byte order mark, by which Excel knows UTF-8. */
  readonly mark: boolean;
}

/**
 * A table as RFC 4180 in UTF-8: commas, CRLF, decimal points, no separators of thousands. Numbers
 * have the shortest digits that read back to the same double. An empty cell is nothing.
 */
export function csvFile(table: Table): Uint8Array {
  return csvOf(table, { separator: ',', decimal: '.', mark: false });
}

/**
 * The same for spreadsheets of a locale with decimal commas, as the German one: semicolons between
 * cells, decimal commas, a byte order mark. Excel there opens it by a double click.
 */
export function semicolonCsvFile(table: Table): Uint8Array {
  return csvOf(table, { separator: ';', decimal: ',', mark: true });
}

function csvOf(table: Table, dialect: Dialect): Uint8Array {
  requireWellFormed(table);
  const header = table.columns.map(({ name }) => name);
  const lines = [header, ...table.rows].map(
    (cells) => `${cells.map((cell) => written(cell, dialect)).join(dialect.separator)}\r\n`,
  );
  return Buffer.from(`${dialect.mark ? '\ufeff' : ''}${lines.join('')}`, 'utf8');
}

function written(cell: Cell, { separator, decimal }: Dialect): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', decimal);
  return quoted(cell, separator);
}

/** Quotes where the format asks for it, and text that a spreadsheet would run as a formula. */
export function quoted(cell: string, separator: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) && !Number.isFinite(Number(cell)) ? `'${cell}` : cell;
  const special = safe.includes(separator) || /["\r\n]/.test(safe);
  return special ? `"${safe.replaceAll('"', '""')}"` : safe;
}
