import { AppError } from '#contract/errors.ts';
import { splitAsPublished, splitPairs } from '#native/evaluation/matching/split.ts';
import type { Random } from '#native/numeric/random.ts';
import { patientsOfTable, repeats, type PatientTable } from './patient-table.ts';
import { refuseTestRows } from './refuse-tests.ts';
import { idKey } from './same-text.ts';

/** A patient of a pair list and the set they were drawn into. */
export interface SplitRow {
  readonly patient: string;
  readonly set: 'training' | 'validation';
  /** 1: case, 0: control. */
  readonly label: 0 | 1;
  /** From 1, by the line of the pair list. */
  readonly pair: number;
}

interface TableSplit {
  /** `pair` keeps pairs together; `paper` draws cases and controls each by themselves. */
  readonly method: 'pair' | 'paper';
  /** Share that trains, in [0, 1]. */
  readonly share: number;
  readonly testHospitals: readonly string[];
}

/**
 * Splits a list of pairs with the columns `case` and `control`.
 *
 * @throws AppError table-unreadable or test-set-touched, naming file and line.
 */
export function splitTable(
  table: PatientTable,
  { method, share, testHospitals }: TableSplit,
  random: Random,
): SplitRow[] {
  refuseTestRows(table, testHospitals, 'splitting');
  const pairs = pairsOf(table);
  if (method === 'pair') {
    const { training, validation } = splitPairs(pairs, share, random);
    return inOrder([
      ...rowsOf(training.flat(), 'training'),
      ...rowsOf(validation.flat(), 'validation'),
    ]);
  }
  const groups = { cases: pairs.map(([one]) => one), controls: pairs.map(([, other]) => other) };
  const { cases, controls } = splitAsPublished(groups, share, random);
  return inOrder([
    ...rowsOf([...cases.training, ...controls.training], 'training'),
    ...rowsOf([...cases.validation, ...controls.validation], 'validation'),
  ]);
}

type Member = Omit<SplitRow, 'set'>;

function pairsOf(table: PatientTable): (readonly [Member, Member])[] {
  const seen = new Map<string, { readonly id: string; readonly line: number }>();
  return patientsOfTable(table, ['case', 'control']).map(({ line, cell }, n) => {
    const [one, other] = [cell('case'), cell('control')];
    for (const patient of [one, other]) {
      const before = seen.get(idKey(patient));
      if (patient === '' || before) {
        const reason = before ? repeats(patient, before) : 'a patient of the pair is missing';
        throw new AppError('table-unreadable', { file: table.file, line, reason });
      }
      seen.set(idKey(patient), { id: patient, line });
    }
    const pair = n + 1;
    return [
      { patient: one, label: 1, pair },
      { patient: other, label: 0, pair },
    ];
  });
}

function rowsOf(members: readonly Member[], set: SplitRow['set']): SplitRow[] {
  return members.map(({ patient, label, pair }) => ({ patient, set, label, pair }));
}

function inOrder(rows: readonly SplitRow[]): SplitRow[] {
  return rows.toSorted((a, b) => a.pair - b.pair || b.label - a.label);
}
