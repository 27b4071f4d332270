import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '#contract/errors.ts';
import { whyUnread } from '#contract/why-unread.ts';

/** A CSV file of features as text. */
export interface FeatureFile {
  /** What the file is called in a message. */
  readonly path: string;
  readonly header: readonly string[];
  /** One row a case, one cell a column of the header. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads a CSV file; its cells are not interpreted yet. Of a file with semicolons and decimal
 * commas the numbers are written with points.
 *
 * @param name What the file is called where it cannot be read.
 */
export async function readFeatureFile(path: string, name = path): Promise<FeatureFile> {
  if (['.xlsx', '.parquet'].includes(extname(path).toLowerCase())) {
    throw unreadable(name, 'only CSV can be compared');
  }
  const [header, ...rows] = split(name, await readText(path, name));
  if (rows.length === 0) throw unreadable(name, 'it has no rows');
  const twice = header.find((column, n) => header.indexOf(column) !== n);
  if (twice !== undefined) throw unreadable(name, `the column "${twice}" is there twice`);
  return { path: name, header, rows };
}

/** @param reason What is wrong with the file, as the end of a sentence. */
export function unreadable(file: string, reason: string, options?: ErrorOptions): AppError {
  return new AppError('feature-table-unreadable', { file, reason }, options);
}

async function readText(path: string, name: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    const notText = cause instanceof TypeError;
    throw unreadable(name, notText ? 'it is no UTF-8 text' : whyUnread(cause), { cause });
  }
}

function split(name: string, text: string): string[][] {
  const decimalCommas = /^[^,\r\n]*;/.test(text);
  try {
    const cells: string[][] = parse(text, {
      skip_empty_lines: true,
      delimiter: decimalCommas ? ';' : ',',
    });
    return decimalCommas ? cells.map((row) => row.map(withPoint)) : cells;
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause['lines'] === 'number' ? ` at line ${cause['lines']}` : '';
    // The parser's own message may quote cells, which may be about a patient.
    throw unreadable(name, `its quotes or its number of cells are wrong${line}`, { cause });
  }
}

/** A number with a decimal comma as one with a point; any other cell as it is. */
function withPoint(cell: string): string {
  return /^[+-]?\d+,\d+(e[+-]?\d+)?$/i.test(cell) ? cell.replace(',', '.') : cell;
}
