import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { whyUnread } from '#contract/why-unread.ts';
import { seededRandom } from '#native/numeric/random.ts';
import { isEmptyCell } from './cases/clinical/cell-readers.ts';
import { decodeTable, parseTable, type TextRecord } from './cases/clinical/table-text.ts';
import { matchTables, type MatchedTables, type TableMatch } from './cohort/tables/match-tables.ts';
import type { PatientTable } from './cohort/tables/patient-table.ts';
import { splitTable, type SplitRow } from './cohort/tables/split-table.ts';
import { csvFile } from './report/tables/csv.ts';
import type { Cell, Table, TableColumn } from './report/tables/table.ts';
import { writeWhole } from './report/write-whole.ts';

export type { MatchedTables, SplitRow, TableMatch };

/** Matches the patients of two CSV files. @throws AppError as `matchTables`. */
export function matchFiles(cases: string, controls: string, order: TableMatch): MatchedTables {
  return matchTables(readTable(cases), readTable(controls), order);
}

/** Splits the pairs of a CSV file, as `writeMatched` leaves it. @throws AppError as `splitTable`. */
export function splitFile(
  pairs: string,
  { seed, ...order }: Parameters<typeof splitTable>[1] & { readonly seed: number },
): SplitRow[] {
  return splitTable(readTable(pairs), order, seededRandom(seed));
}

/**
 * Writes the pairs, and beside them who has no partner and the balance.
 *
 * @returns Paths of the three files.
 */
export function writeMatched(matched: MatchedTables, path: string): string[] {
  const files = matchedFiles(path);
  const tables = [pairTable(matched), unmatchedTable(matched), balanceTable(matched)];
  for (const [n, file] of files.entries()) writeWhole(file, csvFile(tables[n]));
  return files;
}

/** The pairs' file, and those of the unmatched and of the balance beside it. */
export function matchedFiles(path: string): string[] {
  const stem = basename(path, '.csv');
  const beside = (name: string): string =>
    join(dirname(path), stem === 'pairs' ? `${name}.csv` : `${stem}-${name}.csv`);
  return [path, beside('unmatched'), beside('balance')];
}

export function writeSplit(rows: readonly SplitRow[], path: string): void {
  const columns = [text('patient'), text('set'), number('label'), number('pair')];
  const cells = rows.map(({ patient, set, label, pair }): Cell[] => [patient, set, label, pair]);
  writeWhole(path, csvFile({ columns, rows: cells }));
}

function readTable(path: string): PatientTable {
  const file = basename(path);
  const bytes = bytesOf(path);
  const fail = (line: number, reason: string): never => {
    throw new AppError('table-unreadable', { file, line, reason });
  };
  // "PK": spreadsheets of today's programs are archives.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) fail(1, 'it is a spreadsheet; save it as CSV first');
  const { headers, records, layout, broken } = parseTable(decodeTable(bytes));
  if (broken) fail(broken.line, broken.problem);
  return { file, headers, records: records.map(withoutWordsForNothing), ...layout };
}

/** Other programs write NA or a dash where nothing is known. */
function withoutWordsForNothing({ line, cells }: TextRecord): TextRecord {
  return { line, cells: cells.map((cell) => (isEmptyCell(cell) ? '' : cell)) };
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const facts = { file: basename(path), line: null, reason: whyUnread(error) };
    throw new AppError('table-unreadable', facts, { cause: error });
  }
}

const text = (name: string): TableColumn => ({ name, type: 'text' });
const number = (name: string): TableColumn => ({ name, type: 'number' });

function pairTable({ pairs }: MatchedTables): Table {
  return {
    columns: [number('pair'), text('case'), text('control'), number('distance')],
    rows: pairs.map((one) => [one.pair, one.case, one.control, one.distance]),
  };
}

function unmatchedTable({ unmatched }: MatchedTables): Table {
  return {
    columns: [text('patient'), text('side'), text('reason')],
    rows: unmatched.map(({ patient, side, reason }) => [patient, side, reason]),
  };
}

/** Above this the groups are told apart by the variable; the usual rule of thumb. */
const flaggedSmd = 0.1;

function balanceTable({ balance }: MatchedTables): Table {
  return {
    columns: [
      ...[text('variable'), text('level'), number('smd_before'), number('smd_after')],
      ...[text('flag'), number('variance_ratio_before'), number('variance_ratio_after')],
    ],
    rows: balance.map((row) => [
      ...[row.variable, row.level, row.before, row.after],
      isFlagged(row.after) ? `|SMD| > ${flaggedSmd}` : null,
      ...[row.varianceRatioBefore, row.varianceRatioAfter],
    ]),
  };
}

/** Whether a difference after matching is one to tell. */
export function isFlagged(smd: number | null): boolean {
  return smd !== null && Math.abs(smd) > flaggedSmd;
}
