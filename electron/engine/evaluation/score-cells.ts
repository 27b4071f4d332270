import type { ScoreColumns } from './read-score-file.ts';
import type { Fail, ScoreRecord } from './score-records.ts';
import type { ClassLabel, PatientFacts, ScoredPatient } from './score-table.ts';
import { setCalled } from './set-names.ts';

/** A record of a table of scores, understood. */
export interface PatientRow {
  readonly line: number;
  readonly patient: ScoredPatient;
  readonly facts: PatientFacts;
  /** In the order of the models' columns. */
  readonly scores: readonly (number | null)[];
}

/** Words of a column and what they mean; anything else is refused. */
type Words<T> = ReadonlyMap<string, T>;

const labels: Words<ClassLabel> = new Map([
  ...['1', 'pn+', 'positive', 'yes', 'true', '1.0'].map((word) => [word, 1] as const),
  ...['0', 'pn-', 'pn−', 'negative', 'no', 'false', '0.0'].map((word) => [word, 0] as const),
]);
const yesNo: Words<boolean> = new Map([
  ...['1', 'yes', 'true', 'y'].map((word) => [word, true] as const),
  ...['0', 'no', 'false', 'n'].map((word) => [word, false] as const),
]);
const sexes: Words<'male' | 'female'> = new Map([
  ...['male', 'm'].map((word) => [word, 'male'] as const),
  ...['female', 'f'].map((word) => [word, 'female'] as const),
]);
const densities: Words<'solid' | 'part-solid'> = new Map([
  ['solid', 'solid'],
  ...['part-solid', 'partsolid', 'part solid'].map((word) => [word, 'part-solid'] as const),
]);
const locations: Words<'inner' | 'middle' | 'outer'> = new Map([
  ['inner', 'inner'],
  ['middle', 'middle'],
  ['outer', 'outer'],
]);

/** Reads the cells of one patient. Cells are never quoted back: they may be about a patient. */
export function readCells(
  { line, cells }: ScoreRecord,
  { known, models }: ScoreColumns,
  fail: Fail,
): PatientRow {
  const cell = (name: Parameters<typeof known.get>[0]): string => {
    const at = known.get(name);
    return at === undefined ? '' : cells[at];
  };
  const word = <T>(name: Parameters<typeof known.get>[0], words: Words<T>): T | null => {
    const written = cell(name).toLowerCase();
    if (written === '') return null;
    const meant = words.get(written);
    if (meant === undefined) fail(line, `the ${name} is none of ${[...words.keys()].join(', ')}`);
    return meant ?? null;
  };
  const amount = (name: 'age' | 'diameter'): number | null =>
    numberOf(cell(name), () => fail(line, `the ${name} is no number`));

  const code = cell('patient');
  if (code === '') fail(line, 'the patient has no name');
  const set = setCalled(cell('set'));
  if (!set) {
    return fail(line, 'the set is none of training, internal validation, test 1, test 2');
  }
  const label = word('label', labels);
  if (label === null) return fail(line, 'the label is missing: 1 for pN+, 0 for pN-');
  const identity = { code, set, label };
  return {
    line,
    patient: {
      ...identity,
      hospital: cell('hospital') || null,
      contrast: word('contrast', yesNo),
      synthetic: word('synthetic', yesNo) ?? false,
    },
    facts: {
      ...identity,
      ageYears: amount('age'),
      sex: word('sex', sexes),
      diameterCm: amount('diameter'),
      density: word('density', densities),
      location: word('location', locations),
    },
    scores: models.map(({ name, at }) =>
      numberOf(cells[at], () =>
        fail(line, `the score of "${name}" is no number; a missing one is an empty cell`),
      ),
    ),
  };
}

/** An empty cell is nothing; whatever else is not a finite number is refused. */
function numberOf(cell: string, refuse: () => never): number | null {
  if (cell === '') return null;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : Number.NaN;
  return Number.isFinite(value) ? value : refuse();
}
