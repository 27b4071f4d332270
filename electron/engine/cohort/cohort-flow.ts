import type { CohortFlow, CohortPatient, CohortPlan } from '#contract/procedures/cohort.ts';
import { setName } from '#contract/procedures/experiments.ts';
import { countsOf } from './counts.ts';
import type { Screened } from './screen.ts';

/** The flowchart of a cohort: every patient leaves it in exactly one place. */
export function cohortFlow(
  screened: readonly Screened[],
  patients: readonly CohortPatient[],
  plan: CohortPlan,
): CohortFlow {
  const excludedBy = (code: string): Screened[] =>
    screened.filter((patient) => patient.excludedBy === code);
  const standing = (...ones: readonly CohortPatient['standing'][]): CohortPatient[] =>
    patients.filter((patient) => ones.includes(patient.standing));
  return {
    screened: countsOf(screened),
    steps: plan.rules.map(({ code, reason, enabled }) => {
      const excluded = enabled ? excludedBy(code) : [];
      return {
        ...{ code, reason, enabled },
        excluded: countsOf(excluded),
        unknownFact: excluded.filter(({ failures }) => failures[0].unknown).length,
      };
    }),
    excludedByHand: countsOf(excludedBy('by-hand')),
    included: countsOf(screened.filter((patient) => patient.excludedBy === null)),
    noPart: countsOf(standing('no-part')),
    development: countsOf(screened.filter(({ part }) => part === 'development')),
    unmatched: countsOf(standing('unmatched')),
    sets: setName.options.map((set) => ({ set, counts: countsOf(standing(set)) })),
  };
}
