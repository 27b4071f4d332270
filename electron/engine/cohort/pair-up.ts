import type { FactName, MatchSettings } from '#contract/procedures/cohort.ts';
import { requireLearning } from '#engine/store/leak-guard.ts';
import { matchPairs } from '#native/evaluation/matching/match-pairs.ts';
import type {
  MatchingProblem,
  MatchingRow,
  UnmatchedCase,
} from '#native/evaluation/matching/problem.ts';
import type { Screened } from './screen.ts';

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
    cases: positives.map(rowOf),
    controls: negatives.map(rowOf),
  };
  const { pairs, sum, unmatchedCases, unmatchedControls } = matchPairs(problem);
  const told = { problem, positives, negatives };
  return {
    pairs: pairs.map((pair) => ({
      positive: positives[pair.case],
      negative: negatives[pair.control],
    })),
    distance: sum,
    unmatched: new Map([
      ...unmatchedCases.map((one) => [positives[one.case].code, whyNot(one, told)] as const),
      ...unmatchedControls.map(
        (index) => [negatives[index].code, whyLeft(negatives[index], problem)] as const,
      ),
    ]),
  };
}

function rowOf({ facts }: Screened): MatchingRow {
  return Object.fromEntries(
    Object.entries(facts).map(([fact, value]) => [
      fact,
      typeof value === 'boolean' ? String(value) : value,
    ]),
  );
}

interface Told {
  readonly problem: MatchingProblem;
  readonly positives: readonly Screened[];
  readonly negatives: readonly Screened[];
}

/** Why a pN+ patient has no partner. */
function whyNot(one: UnmatchedCase, { problem, positives, negatives }: Told): string {
  const { nearest } = one;
  if (one.reason === 'value-missing') return whyLeft(positives[one.case], problem);
  const same = problem.exact.map(wordOf).join(', ');
  const because = {
    'no-control-in-stratum': `No pN- patient has the same ${same}.`,
    'outside-caliper': `No pN- patient with the same ${same} lies within the calipers.`,
    'controls-exhausted': 'All pN- patients who fit are partners of others.',
  }[one.reason];
  if (!nearest) return because;
  const apart = nearest.disagreements.map(({ variable, difference }) =>
    difference === null
      ? `${wordOf(variable)} differs`
      : `${wordOf(variable)} differs by ${difference}`,
  );
  const takenBy = nearest.takenBy === null ? [] : [`partner of ${positives[nearest.takenBy].code}`];
  return `${because} Nearest: ${negatives[nearest.control].code} (${[...apart, ...takenBy].join('; ')}).`;
}

/** Why a patient was not there to be chosen, or was not chosen. */
function whyLeft({ facts }: Screened, { exact, calipers }: MatchingProblem): string {
  const needed = [...exact, ...Object.keys(calipers)] as FactName[];
  const missing = needed.filter((fact) => facts[fact] === null).map(wordOf);
  return missing.length > 0
    ? `Not recorded: ${missing.join(', ')}.`
    : 'No pN+ patient needed this one as a partner.';
}

const words: Readonly<Record<string, string>> = {
  ...{ ageYears: 'age', diameterCm: 'diameter', ctr: 'consolidation ratio' },
};

function wordOf(fact: string): string {
  return words[fact] ?? fact;
}
