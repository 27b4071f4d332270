import { extname } from 'node:path';
import { writeWhole } from '../write-whole.ts';
import { csvFile, semicolonCsvFile } from './csv.ts';
import { parquetFile } from './parquet.ts';
import type { Table } from './table.ts';
import { xlsxFile } from './xlsx.ts';

const formats = {
  csv: csvFile,
  'csv-semicolon': semicolonCsvFile,
  xlsx: xlsxFile,
  parquet: parquetFile,
} as const;
export type TableFormat = keyof typeof formats;

const byEnding = { '.csv': 'csv', '.xlsx': 'xlsx', '.parquet': 'parquet' } as const;

/** Endings of the files that a table can be written to. */
export const tableEndings = Object.keys(byEnding) as readonly (keyof typeof byEnding)[];

/** Whether a table can be written under this name. */
export function isTableFile(path: string): boolean {
  return Object.hasOwn(byEnding, extname(path).toLowerCase());
}

/** A table as the bytes of a file. */
export async function tableBytes(table: Table, format: TableFormat): Promise<Uint8Array> {
  return formats[format](table);
}

/**
 * Writes a table in the format that the path's ending names; the file is complete or not there.
 *
 * @returns The bytes written.
 */
export async function writeTable(table: Table, path: string): Promise<number> {
  const ending = extname(path).toLowerCase() as keyof typeof byEnding;
  return writeWhole(path, await tableBytes(table, byEnding[ending]));
}
