import { AppError, type ErrorCode, type ErrorDetails } from '#contract/errors.ts';
import { describeError } from '#contract/sentences.ts';
import type { Store } from '#engine/store/store.ts';

/** What is the matter with a case itself; any other failure would meet the next case as well. */
const codesOfCases: ReadonlySet<ErrorCode> = new Set([
  ...(['mask-empty', 'mask-missing', 'mask-outside', 'mask-vanishes', 'region-empty'] as const),
  ...(['features-undefined', 'voxels-not-finite', 'geometry-differs', 'not-found'] as const),
]);

/** Cases that cannot be used, gathered so that all of them are told at once. */
export interface CaseProblems {
  /** Works on a case and remembers what is the matter with it. @throws whatever is not the case's. */
  readonly attempt: (caseId: string, work: () => Promise<void>) => Promise<void>;
  /** @throws AppError cases-unusable, with their codes. */
  readonly throwIfAny: () => void;
}

export function caseProblems(store: Store): CaseProblems {
  const found: ErrorDetails['cases-unusable']['cases'][number][] = [];
  return {
    attempt: async (caseId, work) => {
      try {
        await work();
      } catch (error) {
        const wire = error instanceof AppError ? error.toWire() : undefined;
        if (!wire || !codesOfCases.has(wire.code)) throw error;
        const problem = describeError(wire);
        found.push({ code: store.cases.volume(caseId)?.code ?? caseId, problem });
      }
    },
    throwIfAny: () => {
      const cases = found.toSorted((a, b) => a.code.localeCompare(b.code));
      if (cases.length > 0) throw new AppError('cases-unusable', { cases });
    },
  };
}
