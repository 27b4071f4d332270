import { AppError, type WireError } from '#contract/errors.ts';

/** Turns whatever was thrown into plain data; defects go to the log and keep their number only. */
export interface Failures {
  toWire(error: unknown): WireError;
}

/** @param logDefect Writes the full record to the engine log and returns its id. */
export function failures(logDefect: (error: unknown) => string): Failures {
  return {
    toWire: (error) => {
      if (error instanceof AppError) return error.toWire();
      if (isDiskFull(error)) return diskFull;
      return { code: 'internal', details: { logId: logDefect(error) } };
    },
  };
}

/** What the failed write needed is not told; with this much free, work can go on. */
export const diskFull: WireError = { code: 'disk-full', details: { neededMb: 500 } };

/** The two ways a full disk shows: from a file write and from SQLite. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL';
}
