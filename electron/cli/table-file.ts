/** Tables that commands write with `--out`. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { writeFailed } from '#contract/write-failed.ts';
import { isTableFile, tableEndings } from '#engine/extract-file.ts';
import { UsageError } from './command.ts';

export const outOption = {
  out: { type: 'string', valueHint: 'FILE', description: 'table to write: .csv, .xlsx, .parquet' },
} as const;

/** Refuses a place where no table can be written, before any work is done. */
export function requireTableFile(path: string, option = '--out'): void {
  if (!isTableFile(path)) {
    throw new UsageError(`${option} must end in ${tableEndings.join(', ')}.`);
  }
  requireFilePlace(path, option);
}

/** Refuses a folder, and a file in a folder that is not there. */
export function requireFilePlace(path: string, option = '--out'): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`${option} names a folder, "${path}"; name a file.`);
  }
  if (!statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`There is no folder "${dirname(path)}" for ${option}; make it first.`);
  }
}

/** The same for a command that writes CSV only. */
export function requireCsvFile(path: string): void {
  if (!path.endsWith('.csv')) throw new UsageError('--out must end in .csv.');
  requireTableFile(path);
}

/** Refuses to write over a file that the command reads. */
export function requireUnread(outputs: readonly string[], inputs: readonly string[]): void {
  const read = new Set(inputs.map(fileAt));
  const both = outputs.find((path) => read.has(fileAt(path)));
  if (both === undefined) return;
  throw new UsageError(
    `"${both}" is read and would be written over. Name another place for --out.`,
  );
}

/** The file that a path leads to, through whatever links. */
function fileAt(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

/** Tells a failure of the file system as the file that could not be written. */
export async function explainWriting<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failed = error instanceof Error && 'syscall' in error;
    throw failed ? writeFailed(path, error) : error;
  }
}
