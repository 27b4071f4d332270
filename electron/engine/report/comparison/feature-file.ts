import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '#contract/errors.ts';

/** A CSV file of features as text. */
export interface FeatureFile {
  readonly path: string;
  readonly header: readonly string[];
  /** One row a case, one cell a column of the header. */
  readonly rows: readonly (readonly string[])[];
}

/** Reads a CSV file; its cells are not interpreted yet. */
export async function readFeatureFile(path: string): Promise<FeatureFile> {
  if (['.xlsx', '.parquet'].includes(extname(path).toLowerCase())) {
    throw unreadable(path, 'only CSV can be compared');
  }
  const [header, ...rows] = split(path, await readText(path));
  if (rows.length === 0) throw unreadable(path, 'it has no rows');
  const twice = header.find((name, n) => header.indexOf(name) !== n);
  if (twice !== undefined) throw unreadable(path, `the column "${twice}" is there twice`);
  return { path, header, rows };
}

/** @param reason What is wrong with the file, as the end of a sentence. */
export function unreadable(file: string, reason: string, options?: ErrorOptions): AppError {
  return new AppError('feature-table-unreadable', { file, reason }, options);
}

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    const notText = cause instanceof TypeError;
    const reason = notText ? 'it is no UTF-8 text' : 'there is no such file, or it may not be read';
    throw unreadable(path, reason, { cause });
  }
}

function split(path: string, text: string): string[][] {
  try {
    return parse(text, { skip_empty_lines: true });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause['lines'] === 'number' ? ` at line ${cause['lines']}` : '';
    // The parser's own message may quote cells, which may be about a patient.
    throw unreadable(path, `its quotes or its number of cells are wrong${line}`, { cause });
  }
}
