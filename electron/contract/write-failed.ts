import { AppError } from './errors.ts';

/** What the file system calls a place without room. */
const fullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** A failure of the file system as the thing that could not be written, and whether for want of room. */
export function writeFailed(what: string, cause: unknown): AppError<'write-failed'> {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const full = fullCodes.includes(code);
  return new AppError('write-failed', { what, ...(full && { full }) }, { cause });
}
