import { AppError, type WireError } from '#contract/errors.ts';
import { describeError } from '#contract/sentences.ts';
import { chooseCases } from './choose-cases.ts';
import type { Given, Session } from './command.ts';

/** What came of each case. */
interface OfCases<T> {
  readonly done: readonly (T & { readonly code: string })[];
  /** Some failed, and scripts shall notice. */
  readonly failed: boolean;
  /** Of every case, in order: what came of it, or its error. */
  readonly value: readonly ((T & { readonly code: string }) | CaseFailure)[];
  /** A sentence for each that failed. */
  readonly failures: readonly string[];
}

interface CaseFailure {
  readonly code: string;
  readonly error: WireError;
}

/**
 * Does the same with each case that was named. One that fails leaves the others theirs.
 *
 * @throws AppError what the first failed with where all of them fail; job-cancelled at Ctrl+C.
 */
export async function eachCase<T extends object>(
  session: Session,
  given: Given,
  work: (caseId: string) => Promise<T>,
): Promise<OfCases<T>> {
  const done: (T & { readonly code: string })[] = [];
  const failed: CaseFailure[] = [];
  const value: OfCases<T>['value'][number][] = [];
  let first: AppError | undefined;
  for (const { id, code } of await chooseCases(session, given)) {
    try {
      const one = { code, ...(await work(id)) };
      done.push(one);
      value.push(one);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'job-cancelled') throw error;
      first ??= error;
      const failure = { code, error: error.toWire() };
      failed.push(failure);
      value.push(failure);
    }
  }
  if (first && done.length === 0) throw first;
  return {
    ...{ done, value },
    failed: failed.length > 0,
    failures: failed.map(({ code, error }) => `${code}: ${describeError(error)}`),
  };
}
