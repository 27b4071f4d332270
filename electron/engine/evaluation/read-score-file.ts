import { AppError } from '#contract/errors.ts';
import { placesOfColumn } from './model-places.ts';
import { readCells, type PatientRow } from './score-cells.ts';
import { splitRecords, type Fail, type ScoreRecord } from './score-records.ts';
import type { PatientFacts, ScoreTable } from './score-table.ts';

/** A table of scores with what it tells of its patients besides. */
export interface ScoreFile {
  readonly scores: ScoreTable;
  /** For Table 1; null where the file has none of its columns. */
  readonly patients: readonly PatientFacts[] | null;
}

/** Columns that are about a patient; every other one is a model's. */
const known = ['patient', 'set', 'label', 'hospital', 'contrast', 'synthetic'] as const;
const factColumns = ['age', 'sex', 'diameter', 'density', 'location'] as const;
type Known = (typeof known)[number] | (typeof factColumns)[number];
/** Names that no model's column can have. */
export const patientColumns: readonly string[] = [...known, ...factColumns];
export type KnownColumns = ReadonlyMap<Known, number>;

const required: readonly Known[] = ['patient', 'set', 'label'];

/**
 * Reads a table of scores: `patient,set,label`, one column a model, and optionally `hospital`,
 * `contrast`, `synthetic` and the facts of Table 1. Columns of the study's models find their places
 * in its tables by their names; an empty cell is a missing score.
 *
 * @param file What the table is called where it cannot be read.
 * @throws AppError scores-unreadable with the line that is wrong.
 */
export function readScoreFile(text: string, file: string): ScoreFile {
  const fail: Fail = (line, reason) => {
    throw new AppError('scores-unreadable', { file, line, reason });
  };
  const { columns, rows } = readRows(text, fail);
  if (columns.models.length === 0) return fail(1, 'it has no column of a model');
  requireBothClasses(rows, fail);
  requireJudged(rows, fail);
  return {
    scores: {
      patients: rows.map(({ patient }) => patient),
      models: modelsOf(rows, columns.models),
    },
    patients: factColumns.some((name) => columns.known.has(name))
      ? rows.map(({ facts }) => facts)
      : null,
  };
}

/** Reads the facts of Table 1 as `patientCsv` writes them. @throws AppError scores-unreadable. */
export function readPatientFile(text: string, file: string): readonly PatientFacts[] {
  const fail: Fail = (line, reason) => {
    throw new AppError('scores-unreadable', { file, line, reason });
  };
  return readRows(text, fail).rows.map(({ facts }) => facts);
}

interface Rows {
  readonly columns: ScoreColumns;
  readonly rows: readonly PatientRow[];
}

function readRows(text: string, fail: Fail): Rows {
  const [header, ...records] = splitRecords(text, fail);
  if (!header) return fail(null, 'it is empty');
  if (records.length === 0) return fail(null, 'it has a header and no patients');
  const columns = namedColumns(header, fail);
  const rows = records.map((record) => readCells(record, columns, fail));
  requireOnce(rows, fail);
  return { columns, rows };
}

export interface ScoreColumns {
  readonly known: KnownColumns;
  readonly models: readonly { readonly name: string; readonly at: number }[];
}

function namedColumns(header: ScoreRecord, fail: Fail): ScoreColumns {
  const names = header.cells.map((cell) => cell.trim());
  const found = new Map<Known, number>();
  const models: { name: string; at: number }[] = [];
  for (const [at, name] of names.entries()) {
    const plain = name.toLowerCase();
    if (name === '') fail(header.line, `column ${at + 1} has no name`);
    if (names.findIndex((other) => other.toLowerCase() === plain) < at) {
      fail(header.line, `the column "${name}" is there twice`);
    }
    const about = [...known, ...factColumns].find((column) => column === plain);
    if (about) found.set(about, at);
    else models.push({ name, at });
  }
  const missing = required.filter((column) => !found.has(column));
  if (missing.length > 0) fail(header.line, `it has no column "${missing.join('", "')}"`);
  return { known: found, models };
}

function modelsOf(
  rows: readonly PatientRow[],
  columns: ScoreColumns['models'],
): ScoreTable['models'] {
  return columns.map(({ name }, n) => {
    const scores = rows.map((row) => row.scores[n]);
    return {
      ...{ id: name, name, ...placesOfColumn(name) },
      // A column that stays within 0 and 1 throughout is read as probabilities.
      probabilities: scores.every((score) => score === null || (score >= 0 && score <= 1)),
      synthetic: rows.every(({ patient }) => patient.synthetic),
      scores,
    };
  });
}

function requireOnce(rows: readonly PatientRow[], fail: Fail): void {
  const lines = new Map<string, number>();
  for (const { line, patient } of rows) {
    const before = lines.get(patient.code);
    if (before !== undefined) fail(line, `this patient is there twice, first in line ${before}`);
    lines.set(patient.code, line);
  }
}

function requireBothClasses(rows: readonly PatientRow[], fail: Fail): void {
  const positives = rows.filter(({ patient }) => patient.label === 1).length;
  if (positives === 0) fail(null, 'all patients are pN-, so that nothing can be told apart');
  if (positives === rows.length)
    fail(null, 'all patients are pN+, so that nothing can be told apart');
}

function requireJudged(rows: readonly PatientRow[], fail: Fail): void {
  if (rows.some(({ patient }) => patient.set !== 'training')) return;
  fail(null, 'all patients are of the training set, on which nothing is judged');
}
