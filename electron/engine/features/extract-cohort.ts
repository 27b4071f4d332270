import { setImmediate } from 'node:timers/promises';
import type { Person } from '#contract/people.ts';
import type { Extraction } from '#contract/procedures/feature-cohort.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import type { Failures } from '#engine/rpc/failures.ts';
import type { StoredMask } from '#engine/store/repositories/mask-repository.ts';
import {
  computeFeatures,
  measuredMask,
  storedFeatures,
  type FeatureServices,
} from './compute-features.ts';

export interface CohortServices extends FeatureServices {
  /** What one case failed with becomes plain data here; defects are logged. */
  readonly failures: Failures;
  /** Cases at work side by side. */
  readonly threads: number;
}

/** What became of the cases so far. */
export type Outcome = Pick<Extraction, 'computed' | 'skipped' | 'failed'>;

export interface CohortOrder {
  readonly caseIds: readonly string[];
  readonly person: Person;
  /** Told after each case. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

/**
 * Features of many cases, side by side as far as the worker pool has threads. Each set is stored
 * as soon as it is there, so that a stopped extraction goes on where it was: what is stored under
 * today's settings and code is skipped. A case that fails does not stop the others.
 */
export async function extractCohort(
  services: CohortServices,
  { caseIds, person, onOutcome }: CohortOrder,
  control: JobControl,
): Promise<Outcome> {
  const failed: Extraction['failed'] = [];
  const fail = (caseId: string, error: unknown): void => {
    const code = services.store.cases.volume(caseId)?.code ?? null;
    failed.push({ caseId, code, error: { ...services.failures.toWire(error) } });
  };
  const { todo, skipped } = await missingSets(services, caseIds, { control, fail });

  const waiting = todo.values();
  let ended = 0;
  let computed = 0;
  const outcome = (): Outcome => ({ computed, skipped, failed });
  const tell = () => {
    onOutcome?.(outcome());
    if (todo.length > 0) control.report(ended / todo.length, `case ${ended} of ${todo.length}`);
  };
  const quiet = { ...control, report: () => undefined };
  // The lanes draw from one iterator: a lane with small tumours takes more cases.
  const lane = async (): Promise<void> => {
    for (const mask of waiting) {
      control.signal.throwIfAborted();
      try {
        await computeFeatures(services, { mask, person }, quiet);
        computed++;
      } catch (error) {
        if (control.signal.aborted) throw error;
        fail(mask.caseId, error);
      }
      ended++;
      tell();
    }
  };
  tell();
  const lanes = await Promise.allSettled(Array.from({ length: services.threads }, lane));
  for (const ending of lanes) if (ending.status === 'rejected') throw ending.reason;
  return outcome();
}

interface Watch {
  readonly control: JobControl;
  readonly fail: (caseId: string, error: unknown) => void;
}

/** The masks without a set of today's settings and code; each case once. */
async function missingSets(
  services: CohortServices,
  caseIds: readonly string[],
  { control, fail }: Watch,
): Promise<{ readonly todo: readonly StoredMask[]; readonly skipped: number }> {
  const todo: StoredMask[] = [];
  let skipped = 0;
  for (const caseId of new Set(caseIds)) {
    // Reading hundreds of stored sets must not hold up the clicks in between.
    await setImmediate();
    control.signal.throwIfAborted();
    try {
      const mask = measuredMask(services.store, caseId);
      if (storedFeatures(services, mask.id)) skipped++;
      else todo.push(mask);
    } catch (error) {
      fail(caseId, error);
    }
  }
  return { todo, skipped };
}
