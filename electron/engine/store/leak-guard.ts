import { AppError } from '#contract/errors.ts';
import type { LearningStep } from '#contract/errors/cohort-errors.ts';
import type { SetName } from '#contract/procedures/experiments.ts';
import type { AuditEvent } from './repositories/audit-log.ts';
import type { Store } from './store.ts';
import { hospitalKey, type HospitalPart } from './study-hospitals.ts';

/** One patient or case, with the set it is in or, before sets are drawn, its hospital's part. */
interface Member {
  readonly set: SetName | HospitalPart;
}

const testSets: readonly Member['set'][] = ['test-1', 'test-2'];

/**
 * The members that a learning step may see, which are those it was given. Whatever such a step works
 * on goes through here, so that a test set cannot reach it by a mistake anywhere else.
 *
 * @throws AppError test-set-touched when one of them is in a test set.
 */
export function requireLearning<T extends Member>(
  members: readonly T[],
  step: LearningStep,
): readonly T[] {
  const touched = members.filter(({ set }) => testSets.includes(set));
  if (touched.length > 0) throw new AppError('test-set-touched', { cases: touched.length, step });
  return members;
}

/** A hospital and what a locked cohort uses its patients for. */
export interface LockedHospital {
  readonly part: HospitalPart;
  /** Name of the cohort. */
  readonly cohort: string;
}

/** Hospitals of all locked cohorts by their key; each has one side, tests or learning, in all. */
export function lockedHospitals(store: Store): ReadonlyMap<string, LockedHospital> {
  return new Map(
    store.cohorts
      .lockedPlans()
      .flatMap(({ name: cohort, plan }) =>
        Object.entries(plan.hospitals).map(([name, part]) => [hospitalKey(name), { part, cohort }]),
      ),
  );
}

/**
 * Insists that no hospital which tests in a locked cohort is learned from: its results may have been
 * seen, so that what was learned since would know them.
 *
 * @throws AppError test-hospital naming the first such hospital and its cohort.
 */
export function requireUntested(
  store: Store,
  hospitals: Iterable<string | null>,
  step: LearningStep,
): void {
  const locked = lockedHospitals(store);
  for (const hospital of new Set(hospitals)) {
    const known = hospital === null ? undefined : locked.get(hospitalKey(hospital));
    if (hospital !== null && known && testSets.includes(known.part)) {
      throw new AppError('test-hospital', { hospital, cohort: known.cohort, step });
    }
  }
}

/**
 * The other way round: no hospital that a locked cohort learns from becomes a test set.
 *
 * @throws AppError learned-hospital naming the first such hospital and its cohort.
 */
export function requireUnlearned(store: Store, hospitals: Iterable<string>): void {
  const locked = lockedHospitals(store);
  for (const hospital of hospitals) {
    const known = locked.get(hospitalKey(hospital));
    if (known?.part === 'development') {
      throw new AppError('learned-hospital', { hospital, cohort: known.cohort });
    }
  }
}

/**
 * Runs what may be refused by this guard, and writes each refusal to the audit log. It stands
 * outside of transactions, so that undoing the work does not undo the entry.
 *
 * @param about Who tried, and the id of what it was about.
 */
export async function auditRefusals<T>(
  store: Pick<Store, 'audit'>,
  about: Pick<AuditEvent, 'who' | 'subject'>,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isRefusal(error)) {
      const details = { code: error.code, ...error.details };
      store.audit.append({ ...about, action: 'test-set-refused', details });
    }
    throw error;
  }
}

type Refusal = 'test-set-touched' | 'test-hospital' | 'learned-hospital';
const refusals: readonly string[] = [
  'test-set-touched',
  'test-hospital',
  'learned-hospital',
] satisfies Refusal[];

function isRefusal(error: unknown): error is AppError<Refusal> {
  return error instanceof AppError && refusals.includes(error.toWire().code);
}
