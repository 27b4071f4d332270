import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { CohortPatient, CohortPlan, CohortView } from '#contract/procedures/cohort.ts';
import { setName } from '#contract/procedures/experiments.ts';
import { requireUnlearned, requireUntested } from '#engine/store/leak-guard.ts';
import type { CohortLock, StoredCohort } from '#engine/store/repositories/cohort-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { whileUnchanged } from '#engine/store/while-unchanged.ts';
import { drawCohort, type DrawnCohort } from './draw-cohort.ts';
import { ruleProblems } from './eligibility.ts';
import { candidateOf, type Candidate } from './facts.ts';
import { lockHash } from './lock-hash.ts';

/** @throws AppError not-found, also for a removed cohort. */
export function requireCohort(store: Store, id: string): StoredCohort {
  const cohort = store.cohorts.get(id);
  if (!cohort) throw new AppError('not-found', { what: 'cohort', id });
  return cohort;
}

/** @throws AppError not-found or cohort-locked. */
export function requireOpen(store: Store, id: string): StoredCohort {
  const cohort = requireCohort(store, id);
  if (store.cohorts.lockOf(id)) throw new AppError('cohort-locked', { name: cohort.name });
  return cohort;
}

/** Every patient of the library as screening sees them. */
export const candidatesOf = whileUnchanged((store): readonly Candidate[] => {
  const demo = store.settings.get('demo') === 'yes';
  return store.screening.patients().map((patient) => candidateOf(patient, demo));
});

/** The cohort that was drawn last of the patients of now, by its plan. */
const lastDrawn = whileUnchanged(() => new Map<string, DrawnCohort>());

/** What a plan makes of the patients of now. */
export function drawnBy(store: Store, plan: CohortPlan): DrawnCohort {
  const last = lastDrawn(store);
  const key = JSON.stringify(plan);
  const drawn = last.get(key) ?? drawCohort(candidatesOf(store), plan);
  last.clear();
  last.set(key, drawn);
  return drawn;
}

/** Hospitals of the library with their patients, by name. */
export function hospitalsOf(candidates: readonly Candidate[]): CohortView['hospitals'] {
  const counts = new Map<string, number>();
  for (const { views } of candidates) {
    const { hospital } = views[0].facts;
    if (typeof hospital === 'string') counts.set(hospital, (counts.get(hospital) ?? 0) + 1);
  }
  return [...counts]
    .map(([hospital, n]) => ({ hospital, n }))
    .sort((a, b) => a.hospital.localeCompare(b.hospital, 'en', { numeric: true }));
}

/** A cohort as it is shown: locked ones as they were, others by the patients of now. */
export function viewOf(store: Store, id: string): CohortView {
  const { name, createdAt, plan, undo, redo } = requireCohort(store, id);
  const lock = store.cohorts.lockOf(id);
  if (lock) {
    const { patients: _, ...snapshot } = lock.snapshot;
    const { hash, at, by } = lock;
    return {
      ...{ id, name, createdAt, ...snapshot },
      ...{ locked: { hash, at, by }, undo: null, redo: null },
    };
  }
  const { patients: _, ...drawn } = drawnBy(store, plan);
  return {
    ...{ id, name, createdAt, plan, ...drawn },
    hospitals: hospitalsOf(candidatesOf(store)),
    ...{ locked: null, undo: undo?.name ?? null, redo: redo?.name ?? null },
  };
}

export function patientsOf(store: Store, id: string): readonly CohortPatient[] {
  const { plan } = requireCohort(store, id);
  const lock = store.cohorts.lockOf(id);
  return lock ? lock.snapshot.patients : drawnBy(store, plan).patients;
}

/** @throws AppError invalid-input for rules that cannot be, test-hospital for what would leak. */
export function requireSound(store: Store, plan: CohortPlan): void {
  const issues = ruleProblems(plan.rules);
  if (issues.length > 0) throw new AppError('invalid-input', { issues });
  const { development } = Object.groupBy(Object.entries(plan.hospitals), ([, part]) => part);
  requireUntested(store, development?.map(([hospital]) => hospital) ?? [], 'matching');
}

/** Patients of each class that a set cannot do without: pairs to contrast, an AUC at all. */
const neededOfClass = { training: 2, validation: 1 } as const;

/**
 * Fixes pairs and sets for good.
 *
 * @throws AppError set-too-small, test-hospital or learned-hospital.
 */
export function lockCohort(store: Store, cohort: StoredCohort, person: Person): CohortLock['hash'] {
  const { id, plan, revision } = cohort;
  requireSound(store, plan);
  const tests = Object.entries(plan.hospitals).filter(([, part]) => part !== 'development');
  requireUnlearned(
    store,
    tests.map(([hospital]) => hospital),
  );
  const drawn = drawnBy(store, plan);
  requireBothClasses(drawn);
  const hash = lockHash(drawn.patients);
  const snapshot = { ...drawn, plan, hospitals: hospitalsOf(candidatesOf(store)) };
  store.cohorts.lock(id, { revision, hash, snapshot, personId: person.id });
  return hash;
}

function requireBothClasses({ flow }: DrawnCohort): void {
  for (const set of setName.extract(['training', 'validation']).options) {
    const counts = flow.sets.find((one) => one.set === set)?.counts;
    const { n = 0, positives = 0, negatives = 0 } = counts ?? {};
    const needed = neededOfClass[set];
    if (Math.min(positives, negatives) < needed) {
      throw new AppError('set-too-small', { set, n, positives, needed });
    }
  }
}
