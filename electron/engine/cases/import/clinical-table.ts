import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { ClinicalRecord, Outcome } from '#contract/procedures/cases.ts';
import type { ColumnMapping, TablePreview, TableReport } from '#contract/procedures/imports.ts';
import { deidentifier, patientKeyOf } from '#engine/dicom/deidentifier.ts';
import type { RealIdentity } from '#engine/store/identity.ts';
import type { Store } from '#engine/store/store.ts';
import {
  previewClinicalTable,
  readClinicalTable,
  type ClinicalRow,
} from '../clinical/clinical-table.ts';

const tableEndings: readonly string[] = ['.csv', '.tsv', '.txt'];
const maxTableBytes = 64 * 1024 * 1024;

export async function previewTable(paths: readonly string[]): Promise<TablePreview> {
  const { headers, mapping, sample, recordCount } = previewClinicalTable(await readTable(paths));
  return {
    columns: [...headers],
    rows: sample.map((cells) => [...cells]),
    rowCount: recordCount,
    mapping,
  };
}

/** Stores a table's rows under the patients of the library, pathology apart; all or nothing. */
export async function importTable(
  store: Store,
  paths: readonly string[],
  mapping: ColumnMapping,
): Promise<TableReport> {
  const bytes = await readTable(paths);
  expectColumns(previewClinicalTable(bytes).headers, mapping);
  return storeRows(store, bytes, mapping);
}

/** The demo study's own table, whose columns are known. */
export async function importDemoTable(store: Store, path: string): Promise<TableReport> {
  const bytes = await readFile(path);
  return storeRows(store, bytes, previewClinicalTable(bytes).mapping);
}

function storeRows(store: Store, bytes: Uint8Array, mapping: ColumnMapping): TableReport {
  const table = readClinicalTable(bytes, mapping);
  const found = table.rows.map((row) => ({ row, patients: patientsOf(store, row.patientId) }));
  const imaged = found.filter(({ patients }) => patients.some((id) => store.patients.isImaged(id)));
  const isKeepable = ({ row, patients }: (typeof found)[number]): boolean =>
    patients.length > 0 || (imaged.length > 0 && !pseudonym.test(row.patientId));
  const kept = found.filter((one) => !imaged.includes(one) && isKeepable(one));
  const added = store.transaction(() => {
    for (const { row, patients } of [...imaged, ...kept]) {
      for (const id of patients) storeRow(store, id, row);
    }
    const absent = kept.filter(({ patients }) => patients.length === 0);
    return absent.map(({ row }) => addWithoutCt(store, row));
  });
  // The key file is apart from the library: it learns of patients once they are stored.
  for (const { code, identity } of added) store.identity.remember(code, identity);
  const rejected = table.problems.map(({ line, column, problem }) => ({
    line,
    column: column ?? '',
    reason: problem,
  }));
  return {
    matched: imaged.length,
    withoutCt: kept.map(({ row }) => row.patientId),
    unknownPatients: found.filter((one) => !isKeepable(one)).map(({ row }) => row.patientId),
    rejected,
  };
}

/** How the library names patients: such an id in a table is meant for one that is there. */
const pseudonym = /^P-\d{4,}$/i;

/**
 * A patient of whom nothing but the table tells: cohorts count them as screened. A CT that is
 * imported later finds them by the same id.
 */
function addWithoutCt(
  store: Store,
  row: ClinicalRow,
): { readonly code: string; readonly identity: RealIdentity } {
  const { patientId } = row;
  const facts = { id: patientId, issuer: '', name: '', birthDate: undefined, sex: undefined };
  const patientKey = patientKeyOf({ ...facts, ageYears: undefined }, '');
  const { id, code } = store.patients.findOrAdd(store.identity.keyedHash('patient', patientKey));
  storeRow(store, id, row);
  const dateOffsetDays = deidentifier(store.identity.secret).dateOffsetDays(patientKey);
  const identity = { patientId, patientName: '', dateOffsetDays };
  return { code, identity };
}

/** Patients of the library behind a table's id: a pseudonym, or a real id of the key file. */
function patientsOf(store: Store, id: string): number[] {
  return [id, ...store.identity.codesOf(id)].flatMap(
    (code) => store.patients.byCode(code)?.id ?? [],
  );
}

/** A table may hold some of the fields only; what an earlier one told stays. */
function storeRow(store: Store, patientId: number, { clinical, outcome }: ClinicalRow): void {
  const { sliceThicknessMm: _, hospital, ...facts } = clinical;
  store.patients.setClinical(patientId, {
    ...emptyClinical,
    ...store.patients.clinical(patientId),
    ...facts,
    ...(hospital !== undefined && { hospital: String(hospital) }),
  });
  if (Object.keys(outcome).length === 0) return;
  const { grade, ...findings } = outcome;
  store.patients.setOutcome(patientId, {
    ...emptyOutcome,
    ...store.patients.outcome(patientId),
    ...findings,
    ...(grade !== undefined && { grade: String(grade) }),
  });
}

const emptyClinical: ClinicalRecord = {
  hospital: null,
  ageYears: null,
  sex: null,
  diameterCm: null,
  density: null,
  ctr: null,
  location: null,
  cT: null,
  cN: null,
  cM: null,
  contrast: null,
  intervalDays: null,
  lymphNodeAssessment: null,
  previousTherapy: null,
};

const emptyOutcome: Outcome = {
  pN: null,
  lymphovascularInvasion: null,
  grade: null,
  histology: null,
  solidDiameterCm: null,
};

/** @throws AppError invalid-input for a mapping that does not fit the table. */
function expectColumns(headers: readonly string[], mapping: ColumnMapping): void {
  if (mapping.patient === undefined) {
    throw badMapping('patient', 'choose the column with the patient');
  }
  for (const [field, column] of Object.entries(mapping)) {
    if (!headers.includes(column)) throw badMapping(field, `there is no column "${column}"`);
  }
}

function badMapping(field: string, message: string): AppError {
  return new AppError('invalid-input', { issues: [{ path: `mapping.${field}`, message }] });
}

/** The one table among the paths; a folder may hold other files beside it. */
async function readTable(paths: readonly string[]): Promise<Uint8Array> {
  const files = (await Promise.all(paths.map(tablesAt))).flat();
  if (files.length !== 1) throw unreadable(`one table is needed, ${files.length} were found`);
  const [file] = files;
  if ((await stat(file)).size > maxTableBytes) throw unreadable('the file is larger than 64 MB');
  const bytes = await readFile(file);
  // "PK": spreadsheets of today's programs are archives.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw unreadable('this is a spreadsheet file; save it as CSV first');
  }
  return bytes;
}

async function tablesAt(path: string): Promise<string[]> {
  const facts = await stat(path).catch(() => {
    throw new AppError('not-found', { what: 'folder', id: path });
  });
  if (facts.isFile()) return [path];
  const names = await readdir(path, { recursive: true });
  return names
    .filter((name) => tableEndings.includes(extname(name).toLowerCase()))
    .map((name) => join(path, name));
}

function unreadable(reason: string): AppError {
  return new AppError('table-unreadable', { line: 1, reason });
}
