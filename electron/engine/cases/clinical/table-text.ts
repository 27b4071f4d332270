import { CsvError, parse } from 'csv-parse/sync';

/** How a table's text is laid out. */
export interface TableLayout {
  readonly separator: ',' | ';' | '\t' | '|';
  /** The character before the decimals of a number. */
  readonly decimal: '.' | ',';
}

/** A table as text cells; the first record is the header. */
export interface TextTable {
  readonly layout: TableLayout;
  readonly headers: readonly string[];
  readonly records: readonly TextRecord[];
  /** Where the text stops being a table, such as at a quote that is never closed. */
  readonly broken?: { readonly line: number; readonly problem: string };
}

export interface TextRecord {
  /** Line of the file on which the record ends, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const separators = [',', ';', '\t', '|'] as const;

/**
 * Text of a table: UTF-8 or UTF-16 by its mark, else UTF-8 where the bytes allow it, else
 * Windows-1252, in which spreadsheet programs save.
 */
export function decodeTable(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Splits a table's text into cells; separator and decimal sign are found from the text itself. */
export function parseTable(text: string): TextTable {
  const separator = findSeparator(text);
  const { records, broken } = splitRecords(text, separator);
  const [header, ...body] = records;
  return {
    layout: { separator, decimal: findDecimal(body) },
    headers: (header?.cells ?? []).map((cell) => cell.trim()),
    records: body.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    ...(broken && { broken }),
  };
}

function splitRecords(
  text: string,
  separator: string,
): { records: TextRecord[]; broken?: { line: number; problem: string } } {
  const records: TextRecord[] = [];
  try {
    parse(text, {
      delimiter: separator,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        records.push({ line: lines, cells });
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : records.length + 1;
    return { records, broken: { line, problem: 'a quote is missing or out of place here' } };
  }
}

/** The separator that the header line holds most often outside quotes; a comma if none. */
function findSeparator(text: string): TableLayout['separator'] {
  const header = /^\s*(.*)/.exec(text.replace(/"[^"]*"/g, ''))?.[1] ?? '';
  let best: TableLayout['separator'] = ',';
  let most = 0;
  for (const separator of separators) {
    const count = header.split(separator).length - 1;
    if (count > most) [best, most] = [separator, count];
  }
  return best;
}

/** The sign that most numbers with decimals are written with; a point where they are as many. */
function findDecimal(records: readonly TextRecord[]): TableLayout['decimal'] {
  const cells = records.flatMap((record) => record.cells);
  const count = (pattern: RegExp): number => cells.filter((cell) => pattern.test(cell)).length;
  return count(/^[+-]?\d*,\d+$/) > count(/^[+-]?\d*\.\d+$/) ? ',' : '.';
}
