import type { MatchSettings } from '#contract/procedures/cohort.ts';
import { requireLearning } from '#engine/store/leak-guard.ts';
import { matchPairs } from '#native/evaluation/matching/match-pairs.ts';
import type { MatchingProblem } from '#native/evaluation/matching/problem.ts';
import { matchingRow } from './matching-row.ts';
import type { Screened } from './screen.ts';
import { whyLeft, whyUnmatched, type MatchingNames } from './why-unmatched.ts';

/** One pN+ and one pN- patient. */
export interface Pair {
  readonly positive: Screened;
  readonly negative: Screened;
}

export interface Pairing {
  /** In the order of the pN+ patients' codes. */
  readonly pairs: readonly Pair[];
  /** Sum of the differences in the first caliper's fact, in its unit. */
  readonly distance: number;
  /** By code, for each patient without a partner. */
  readonly unmatched: ReadonlyMap<string, string>;
}

/**
 * Matches the patients of the development hospitals, pN- to pN+.
 *
 * @throws AppError test-set-touched when a test patient is among them.
 */
export function pairUp(patients: readonly Screened[], settings: MatchSettings): Pairing {
  const open = requireLearning(
    patients.flatMap((patient) => (patient.part ? [{ patient, set: patient.part }] : [])),
    'matching',
  ).map(({ patient }) => patient);
  const positives = open.filter(({ label }) => label === 1);
  const negatives = open.filter(({ label }) => label === 0);
  const problem: MatchingProblem = {
    exact: settings.exact,
    calipers: Object.fromEntries(settings.calipers.map(({ fact, width }) => [fact, width])),
    distance: settings.calipers[0].fact,
    cases: positives.map(({ facts }) => matchingRow(facts)),
    controls: negatives.map(({ facts }) => matchingRow(facts)),
  };
  const { pairs, sum, unmatchedCases, unmatchedControls } = matchPairs(problem);
  const names: MatchingNames = {
    ...{ oneCase: 'pN+ patient', oneControl: 'pN- patient' },
    caseName: (index) => positives[index].code,
    controlName: (index) => negatives[index].code,
    variable: (fact) => words[fact] ?? fact,
  };
  return {
    pairs: pairs.map((pair) => ({
      positive: positives[pair.case],
      negative: negatives[pair.control],
    })),
    distance: sum,
    unmatched: new Map([
      ...unmatchedCases.map(
        (one) => [names.caseName(one.case), whyUnmatched(one, problem, names)] as const,
      ),
      ...unmatchedControls.map(
        (index) =>
          [names.controlName(index), whyLeft(problem.controls[index], problem, names)] as const,
      ),
    ]),
  };
}

/** Facts whose name is no word of the language. */
const words: Readonly<Record<string, string>> = {
  ...{ ageYears: 'age', diameterCm: 'diameter', ctr: 'consolidation ratio' },
};
