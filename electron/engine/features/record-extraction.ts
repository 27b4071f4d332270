import { AppError } from '#contract/errors.ts';
import type { Extraction } from '#contract/procedures/feature-cohort.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import { extractCohort, type CohortOrder, type CohortServices } from './extract-cohort.ts';

type Order = Pick<CohortOrder, 'caseIds' | 'person'>;

/**
 * Extracts a cohort and stores after each case how far it is, so that a stopped or killed
 * extraction tells which cases it left out and why.
 */
export async function recordExtraction(
  services: CohortServices,
  order: Order,
  control: JobControl,
): Promise<void> {
  const { store, changes, failures } = services;
  const asked = new Set(order.caseIds).size;
  let report = store.extractions.start({ id: control.jobId, personId: order.person.id, asked });
  const save = (news: Partial<Extraction>): void => {
    report = { ...report, ...news };
    store.extractions.save(report);
  };
  const end = (news: Partial<Extraction>): void => {
    save({ ...news, endedAt: new Date().toISOString() });
    changes.publish('features');
  };
  try {
    const outcome = await extractCohort(services, { ...order, onOutcome: save }, control);
    end({ ...outcome, state: 'done' });
  } catch (cause) {
    if (control.signal.aborted) {
      end({ state: 'cancelled' });
      throw cause;
    }
    const error = failures.toWire(cause);
    end({ state: 'failed', error: { ...error } });
    // As the code it was stored with: a defect is logged once.
    throw new AppError(error.code, error.details, { cause });
  }
}
