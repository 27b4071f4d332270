import type { CohortPatient, CohortPlan, CohortView } from '#contract/procedures/cohort.ts';
import type { SetName } from '#contract/procedures/experiments.ts';
import { balanceOf } from './balance.ts';
import { cohortFlow } from './cohort-flow.ts';
import type { Candidate } from './facts.ts';
import { pairUp, type Pairing } from './pair-up.ts';
import { screen, type Screened } from './screen.ts';
import { splitSets } from './split-sets.ts';

/** What a plan makes of the patients at hand. */
export interface DrawnCohort extends Pick<CohortView, 'flow' | 'matching' | 'synthetic'> {
  /** By code. */
  readonly patients: readonly CohortPatient[];
}

/** Applies a plan: rules, parts, matching, split. The same patients and plan give the same cohort. */
export function drawCohort(candidates: readonly Candidate[], plan: CohortPlan): DrawnCohort {
  const screened = screen(candidates, plan);
  const development = screened.filter(({ part }) => part === 'development');
  const pairing = plan.matched ? pairUp(development, plan.match) : null;
  const setOf = splitSets(development, pairing?.pairs ?? null, plan.split);
  const pairOf = new Map(
    pairing?.pairs.flatMap(({ positive, negative }, n) => [
      [positive.code, n + 1] as const,
      [negative.code, n + 1] as const,
    ]),
  );
  const patients = screened.map((patient) => ({
    ...toPatient(patient, standingOf(patient, setOf)),
    pair: pairOf.get(patient.code) ?? null,
    unmatchedReason: pairing?.unmatched.get(patient.code) ?? null,
  }));
  return {
    patients,
    flow: cohortFlow(screened, patients, plan),
    matching: pairing && matchingOf(development, pairing),
    synthetic: patients.filter(({ standing, synthetic }) => synthetic && standing !== 'excluded')
      .length,
  };
}

function standingOf(
  { code, excludedBy, part }: Screened,
  setOf: ReadonlyMap<string, SetName>,
): CohortPatient['standing'] {
  if (excludedBy !== null) return 'excluded';
  if (part === null) return 'no-part';
  return part === 'development' ? (setOf.get(code) ?? 'unmatched') : part;
}

function toPatient(
  { code, caseId, facts, label, excludedBy, failures, synthetic }: Screened,
  standing: CohortPatient['standing'],
): Omit<CohortPatient, 'pair' | 'unmatchedReason'> {
  const fails = failures.map((failure) => failure.code);
  return { code, caseId, facts, label, standing, excludedBy, fails, synthetic };
}

function matchingOf(development: readonly Screened[], pairing: Pairing): CohortView['matching'] {
  const { pairs, distance } = pairing;
  return { pairs: pairs.length, distance, balance: balanceOf(development, pairs) };
}
