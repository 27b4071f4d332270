import { AppError } from '#contract/errors.ts';
import type { MatchingRow } from '#native/evaluation/matching/problem.ts';
import { idKey } from './same-text.ts';

/** A table of patients as it was read, cells as text. */
export interface PatientTable {
  /** What the table is called where something of it is wrong. */
  readonly file: string;
  readonly headers: readonly string[];
  readonly records: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly decimal: '.' | ',';
  /** Between cells. */
  readonly separator: string;
}

/** A patient of a table. */
export interface TablePatient {
  readonly id: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly cell: (column: string) => string;
}

/** Headers that are taken for the patient's, likeliest first; else it is the first column. */
const idHeaders = ['patient', 'patient_id', 'patientid', 'id', 'code', 'case'];

/**
 * The patients of a table, by the columns that are asked for.
 *
 * @throws AppError table-unreadable naming file and line for a column that is not there and for a
 *   patient without an id or twice, also where the two ids differ in case or spaces alone.
 */
export function patientsOfTable(table: PatientTable, columns: readonly string[]): TablePatient[] {
  const { file, headers, records } = table;
  const fail = (line: number, reason: string): never => {
    throw new AppError('table-unreadable', { file, line, reason });
  };
  for (const column of columns) {
    if (!headers.includes(column)) {
      fail(1, `there is no column "${column}"; there are ${headers.join(', ')}`);
    }
    if (headers.indexOf(column) !== headers.lastIndexOf(column)) {
      fail(1, `the column "${column}" is there twice`);
    }
  }
  const width = headers.length;
  for (const { line, cells } of records) {
    // A cell too many, as of a decimal comma that was taken for a separator, moves all after it.
    if (cells.length < headers.findLastIndex(isFilled) + 1 || cells.slice(width).some(isFilled)) {
      const hint = cells.length > width ? '; decimal commas need semicolons between the cells' : '';
      fail(line, `it has ${cells.length} cells and the header ${width}${hint}`);
    }
  }
  if (records.length === 0) fail(1, 'it has no patients');
  const found = headers.findIndex((header) => idHeaders.includes(header.toLowerCase()));
  const at = Math.max(0, found);
  const seen = new Map<string, { readonly id: string; readonly line: number }>();
  return records.map(({ line, cells }) => {
    const id = cells.at(at)?.trim() ?? '';
    const before = seen.get(idKey(id));
    if (id === '') fail(line, `the column "${headers[at]}" is empty`);
    if (before) fail(line, repeats(id, before));
    seen.set(idKey(id), { id, line });
    return { id, line, cell: (column) => cells[headers.indexOf(column)]?.trim() ?? '' };
  });
}

/** In words, that a patient was there before. */
export function repeats(
  id: string,
  { id: known, line }: { readonly id: string; readonly line: number },
): string {
  return id === known
    ? `it repeats the patient "${id}" of line ${line}`
    : `"${id}" is the patient "${known}" of line ${line} but for case, spaces or encoding`;
}

function isFilled(cell: string): boolean {
  return cell.trim() !== '';
}

export interface MatchColumns {
  /** What gives the values of each column one spelling. */
  readonly text: ReadonlyMap<string, (text: string) => string>;
  readonly numbers: readonly string[];
}

/** What matching compares of a patient: text in some columns, numbers in others; '' is missing. */
export function matchingRow(
  table: PatientTable,
  patient: TablePatient,
  { text, numbers }: MatchColumns,
): MatchingRow {
  const cells: (readonly [string, string | number | null])[] = [
    ...[...text].map(([column, spelled]) => [column, spelled(patient.cell(column))] as const),
    ...numbers.map((column) => [column, numberIn(table, patient, column)] as const),
  ];
  return Object.fromEntries(cells);
}

/** Headers of a column that holds ages in years. */
const isAge = /^age[\s_]*\(?(y|yrs?|years?)?\)?$/i;
const oldest = 120;

/** @throws AppError table-unreadable for a cell that is neither empty nor surely one number. */
function numberIn(table: PatientTable, patient: TablePatient, column: string): number | null {
  const cell = patient.cell(column);
  if (cell === '') return null;
  const fail = (reason: string): never => {
    throw new AppError('table-unreadable', { file: table.file, line: patient.line, reason });
  };
  // Between commas "1,062" is quoted, as programs do that group thousands.
  if (table.separator === ',' && /^[+-]?\d{1,3}(,\d{3})+$/.test(cell)) {
    fail(
      `the column "${column}" holds a comma for thousands or decimals; write it without thousands and with a point`,
    );
  }
  const text = table.decimal === ',' ? cell.replace(',', '.') : cell;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) {
    if (!isAge.test(column) || (value >= 0 && value <= oldest)) return value;
    fail(`the column "${column}" holds no age from 0 to ${oldest} years`);
  }
  // The cell is not told: with columns out of order it may be a name.
  return fail(
    `the column "${column}" holds no number alone, without a unit; a missing one is an empty cell`,
  );
}
