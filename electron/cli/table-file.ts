/** Tables that commands write with `--out`. */
import { AppError } from '#contract/errors.ts';
import { isTableFile, tableEndings } from '#engine/extract-file.ts';
import { UsageError } from './command.ts';

export const outOption = {
  out: { type: 'string', valueHint: 'FILE', description: 'table to write: .csv, .xlsx, .parquet' },
} as const;

/** Refuses a name whose ending is no table's, before any work is done. */
export function requireTableFile(path: string): void {
  if (!isTableFile(path)) throw new UsageError(`--out must end in ${tableEndings.join(', ')}.`);
}

/** Tells a failure of the file system as the file that could not be written. */
export function explainWriting<T>(path: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    const failed = error instanceof Error && 'syscall' in error;
    throw failed ? new AppError('write-failed', { what: path }, { cause: error }) : error;
  });
}
