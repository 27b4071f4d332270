import { extname } from 'node:path';
import { writeWhole } from '../export-tasks.ts';
import { csvFile } from './csv.ts';
import { parquetFile } from './parquet.ts';
import type { Table } from './table.ts';
import { xlsxFile } from './xlsx.ts';

const formats = { '.csv': csvFile, '.xlsx': xlsxFile, '.parquet': parquetFile } as const;

/** Endings of the files that a table can be written to. */
export const tableEndings = Object.keys(formats) as readonly (keyof typeof formats)[];

/** Whether a table can be written under this name. */
export function isTableFile(path: string): boolean {
  return Object.hasOwn(formats, extname(path).toLowerCase());
}

/**
 * Writes a table in the format that the path's ending names; the file is complete or not there.
 *
 * @returns The bytes written.
 */
export async function writeTable(table: Table, path: string): Promise<number> {
  const format = formats[extname(path).toLowerCase() as keyof typeof formats];
  return writeWhole(path, await format(table));
}
