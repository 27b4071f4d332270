import type { ClinicalField, ColumnMapping } from '#contract/procedures/imports.ts';
import { isEmptyCell } from './cell-readers.ts';
import { clinicalFields, outcomeFields, type Field } from './clinical-fields.ts';
import type { ClinicalRecord, Outcome } from './clinical-record.ts';
import { guessMapping, splitUnit } from './guess-mapping.ts';
import { decodeTable, parseTable, type TableLayout, type TextRecord } from './table-text.ts';

/** What a table looks like before it is read, for the person who confirms the mapping. */
export interface ClinicalPreview {
  readonly layout: TableLayout;
  readonly headers: readonly string[];
  readonly mapping: ColumnMapping;
  /** The first records, as written. */
  readonly sample: readonly (readonly string[])[];
  readonly recordCount: number;
}

/** One patient's line. A field is absent where the table has no column or no value for it. */
export interface ClinicalRow {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly patientId: string;
  readonly clinical: Partial<ClinicalRecord>;
  /** Kept apart from `clinical`, because annotators must not see it. */
  readonly outcome: Partial<Outcome>;
}

/** A cell or a line that was not understood. */
interface TableProblem {
  readonly line: number;
  /** Header of the column; absent where the whole line is meant. */
  readonly column?: string;
  readonly field?: ClinicalField;
  readonly value?: string;
  /** What is wrong, as the end of a sentence. */
  readonly problem: string;
}

/** A clinical table as typed rows; a bad cell leaves out that field only. */
export interface ClinicalTable {
  readonly layout: TableLayout;
  readonly rows: readonly ClinicalRow[];
  readonly problems: readonly TableProblem[];
  /** Patients of the table that the library does not know, in order. */
  readonly unknownIds: readonly string[];
}

const SAMPLE_RECORDS = 20;

/** Reads enough of a table to show it and to guess its columns. */
export function previewClinicalTable(table: string | Uint8Array): ClinicalPreview {
  const { layout, headers, records } = parseTable(asText(table));
  return {
    layout,
    headers,
    mapping: guessMapping(headers),
    sample: records.slice(0, SAMPLE_RECORDS).map(({ cells }) => cells),
    recordCount: records.length,
  };
}

/**
 * Reads a clinical table.
 *
 * @param knownIds Patients of the library; without it no id is reported as unknown.
 * @throws RangeError when the mapping names no patient column or a column that is not there.
 */
export function readClinicalTable(
  table: string | Uint8Array,
  mapping: ColumnMapping,
  knownIds?: ReadonlySet<string>,
): ClinicalTable {
  const { layout, headers, records, broken } = parseTable(asText(table));
  checkMapping(headers, mapping);
  const problems: TableProblem[] = [];
  const rows = new Map<string, ClinicalRow>();
  for (const record of records) {
    const context = { record, layout, headers, mapping, problems };
    const patientId = cellOf(context, 'patient');
    const repeated = rows.get(patientId);
    if (patientId === '') {
      problems.push({ line: record.line, problem: 'has no patient id' });
    } else if (repeated) {
      const problem = `repeats the patient of line ${repeated.line}`;
      problems.push({ line: record.line, value: patientId, problem });
    } else {
      if (record.cells.length > headers.length) {
        problems.push({ line: record.line, problem: 'has more cells than there are columns' });
      }
      rows.set(patientId, {
        line: record.line,
        patientId,
        clinical: readFields(clinicalFields, context),
        outcome: readFields(outcomeFields, context),
      });
    }
  }
  if (broken) problems.push(broken);
  return {
    layout,
    rows: [...rows.values()],
    problems,
    unknownIds: knownIds ? [...rows.keys()].filter((id) => !knownIds.has(id)) : [],
  };
}

interface RowContext {
  readonly record: TextRecord;
  readonly layout: TableLayout;
  readonly headers: readonly string[];
  readonly mapping: ColumnMapping;
  readonly problems: TableProblem[];
}

function readFields<T extends object>(
  fields: { readonly [K in keyof T]: Field<T[K]> },
  context: RowContext,
): Partial<T> {
  const { record, layout, mapping, problems } = context;
  const values: Partial<T> = {};
  for (const key of Object.keys(fields) as (keyof T)[]) {
    const { field, units, read } = fields[key];
    const column = mapping[field];
    const cell = cellOf(context, field);
    if (column === undefined || isEmptyCell(cell)) continue;
    const { unit } = splitUnit(column, Object.keys(units ?? {}));
    const reading = read(cell, { layout, ...(unit !== undefined && { unit }) });
    if ('value' in reading) values[key] = reading.value;
    else {
      const problem = `is not ${reading.expected}`;
      problems.push({ line: record.line, column, field, value: cell, problem });
    }
  }
  return values;
}

/** The cell of a field, empty where the column is not mapped or the line is short. */
function cellOf({ record, headers, mapping }: RowContext, field: ClinicalField): string {
  const column = mapping[field];
  return column === undefined ? '' : (record.cells[headers.indexOf(column)] ?? '').trim();
}

function checkMapping(headers: readonly string[], mapping: ColumnMapping): void {
  if (mapping.patient === undefined) throw new RangeError('no column is mapped to the patient');
  for (const column of Object.values(mapping)) {
    if (!headers.includes(column)) throw new RangeError(`the table has no column ${column}`);
  }
}

function asText(table: string | Uint8Array): string {
  return typeof table === 'string' ? table : decodeTable(table);
}
