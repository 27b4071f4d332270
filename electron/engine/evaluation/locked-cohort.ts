import { AppError } from '#contract/errors.ts';
import type { CohortPatient } from '#contract/procedures/cohort.ts';
import type { SetName } from '#contract/procedures/experiments.ts';
import type { CohortLock, StoredCohort } from '#engine/store/repositories/cohort-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { studySets, type ClassLabel, type PatientFacts } from './score-table.ts';

/** A patient of one of the study's sets. */
export interface Member {
  readonly patient: CohortPatient;
  readonly code: string;
  readonly set: SetName;
  readonly label: ClassLabel;
}

export interface LockedCohort {
  readonly cohort: StoredCohort;
  readonly lock: CohortLock;
  /** By pseudonym, in every set. */
  readonly members: readonly Member[];
}

/** A cohort as it was locked. @throws AppError not-found or cohort-not-locked. */
export function lockedCohort(store: Store, id: string): LockedCohort {
  const cohort = store.cohorts.get(id);
  if (!cohort) throw new AppError('not-found', { what: 'cohort', id });
  const lock = store.cohorts.lockOf(id);
  if (!lock) throw new AppError('cohort-not-locked', { name: cohort.name });
  const members = lock.snapshot.patients.flatMap((patient): Member[] => {
    const { code, standing, label } = patient;
    const set = studySets.find((name) => name === standing);
    return set && label !== null ? [{ patient, code, set, label }] : [];
  });
  return { cohort, lock, members: members.toSorted((a, b) => (a.code < b.code ? -1 : 1)) };
}

/** What Table 1 needs of a member, as it was when the cohort was locked. */
export function factsOf({ patient: { facts }, code, set, label }: Member): PatientFacts {
  const amount = (fact: 'ageYears' | 'diameterCm'): number | null => {
    const value = facts[fact];
    return typeof value === 'number' ? value : null;
  };
  const word = <T extends string>(fact: 'sex' | 'density' | 'location', words: readonly T[]) =>
    words.find((one) => one === facts[fact]) ?? null;
  return {
    ...{ code, set, label },
    ageYears: amount('ageYears'),
    sex: word('sex', ['male', 'female']),
    diameterCm: amount('diameterCm'),
    density: word('density', ['solid', 'part-solid']),
    location: word('location', ['inner', 'middle', 'outer']),
  };
}
