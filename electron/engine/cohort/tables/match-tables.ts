import { createHash } from 'node:crypto';
import { AppError } from '#contract/errors.ts';
import { canonicalJson } from '#engine/store/canonical-json.ts';
import { matchPairs } from '#native/evaluation/matching/match-pairs.ts';
import type { MatchingProblem } from '#native/evaluation/matching/problem.ts';
import { balanceRows, type VariableBalance } from '../balance-rows.ts';
import { whyLeft, whyUnmatched, type MatchingNames } from '../why-unmatched.ts';
import { matchingRow, patientsOfTable, type PatientTable } from './patient-table.ts';
import { refuseTestRows } from './refuse-tests.ts';
import { idKey, oneSpelling } from './same-text.ts';

/** How two tables are matched, by the names of their columns. */
export interface TableMatch {
  /** Columns in which both of a pair have the same text, but for case and spaces. */
  readonly exact: readonly string[];
  /** Inclusive largest differences; the first one's column is the distance that is minimised. */
  readonly calipers: readonly { readonly column: string; readonly width: number | null }[];
  /** Hospitals whose rows are refused. */
  readonly testHospitals: readonly string[];
}

export interface MatchedTables {
  readonly pairs: readonly {
    /** From 1. */
    readonly pair: number;
    readonly case: string;
    readonly control: string;
    readonly distance: number;
  }[];
  /** Of the pairs' distances. */
  readonly sum: number;
  readonly unmatched: readonly {
    readonly patient: string;
    readonly side: 'case' | 'control';
    /** In words, with the nearest miss. */
    readonly reason: string;
  }[];
  readonly balance: readonly VariableBalance[];
  /** SHA-256 of the canonical JSON of the pairs' patients; hex. */
  readonly hash: string;
}

/**
 * Matches the patients of two tables one to one; ties are settled in the order of the lines.
 *
 * @throws AppError table-unreadable or test-set-touched, naming file and line.
 */
export function matchTables(
  cases: PatientTable,
  controls: PatientTable,
  { exact, calipers, testHospitals }: TableMatch,
): MatchedTables {
  for (const table of [cases, controls]) refuseTestRows(table, testHospitals, 'matching');
  const numbers = calipers.map(({ column }) => column);
  const columns = { text: new Map(exact.map((column) => [column, oneSpelling()])), numbers };
  const read = (table: PatientTable) => patientsOfTable(table, [...exact, ...numbers]);
  const [left, right] = [read(cases), read(controls)];
  requireDistinct(left, right, controls.file);
  const problem: MatchingProblem = {
    exact,
    calipers: Object.fromEntries(calipers.map(({ column, width }) => [column, width])),
    distance: calipers[0].column,
    cases: left.map((patient) => matchingRow(cases, patient, columns)),
    controls: right.map((patient) => matchingRow(controls, patient, columns)),
  };
  const { pairs, sum, unmatchedCases, unmatchedControls } = matchPairs(problem);
  const names: MatchingNames = {
    ...{ oneCase: 'case', oneControl: 'control' },
    caseName: (index) => left[index].id,
    controlName: (index) => right[index].id,
    variable: (name) => name,
  };
  const named = pairs.map((pair, n) => ({
    pair: n + 1,
    case: left[pair.case].id,
    control: right[pair.control].id,
    distance: pair.distance,
  }));
  return {
    pairs: named,
    sum,
    unmatched: [
      ...unmatchedCases.map((one) => ({
        patient: left[one.case].id,
        side: 'case' as const,
        reason: whyUnmatched(one, problem, names),
      })),
      ...unmatchedControls.map((index) => ({
        patient: right[index].id,
        side: 'control' as const,
        reason: whyLeft(problem.controls[index], problem, names),
      })),
    ],
    balance: balanceRows({ text: [...columns.text.keys()], numbers }, problem, {
      cases: pairs.map((pair) => problem.cases[pair.case]),
      controls: pairs.map((pair) => problem.controls[pair.control]),
    }),
    hash: pairsHash(named),
  };
}

/** One patient on both sides would be the best match of themselves. */
function requireDistinct(
  left: readonly { readonly id: string }[],
  right: readonly { readonly id: string; readonly line: number }[],
  file: string,
): void {
  const cases = new Map(left.map(({ id }) => [idKey(id), id]));
  const both = right.find(({ id }) => cases.has(idKey(id)));
  if (!both) return;
  const known = cases.get(idKey(both.id)) ?? '';
  const as = known === both.id ? '' : `, as "${known}"`;
  const reason = `the patient "${both.id}" is a case too${as}`;
  throw new AppError('table-unreadable', { file, line: both.line, reason });
}

/** Of who is paired with whom, whatever the differences. */
function pairsHash(pairs: MatchedTables['pairs']): string {
  const list = pairs.map(({ pair, case: one, control }) => ({ pair, case: one, control }));
  return createHash('sha256').update(canonicalJson(list)).digest('hex');
}
