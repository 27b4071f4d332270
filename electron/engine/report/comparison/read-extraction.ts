import { caseFacts } from '../feature-table.ts';
import { caseNames } from './case-keys.ts';
import type { Extraction } from './compare-extractions.ts';
import { unreadable, type FeatureFile } from './feature-file.ts';

/**
 * Columns that are about a row, some of them numbers: of a library's tables, of files' ones and of
 * tables that earlier versions wrote.
 */
const facts: ReadonlySet<string> = new Set([
  ...caseFacts,
  'image',
  'mask',
  'region',
  'preset_version',
  'mask_id',
  'computed_at',
]);

/**
 * The features of a table: its columns of numbers. An empty cell is no value; columns of text alone
 * are facts about a row, such as the version of the code.
 *
 * @param key The columns that name a case.
 */
export function readExtraction(file: FeatureFile, key: readonly string[]): Extraction {
  const columns = file.header.flatMap((name, place) =>
    facts.has(name) || isText(file, place) ? [] : [{ name, place }],
  );
  const names = caseNames(file, key);
  const cases = file.rows.map((cells, r): [string, readonly number[]] => [
    names[r],
    columns.map(({ name, place }) => {
      const value = numberOf(cells[place]);
      if (value === undefined) {
        throw unreadable(file.path, `row ${r + 1} has no number in the column "${name}"`);
      }
      return value;
    }),
  ]);
  return { columns: columns.map(({ name }) => name), cases: new Map(cases) };
}

/** Whether a column has text in every cell that is not empty, and in one at least. */
function isText({ rows }: FeatureFile, place: number): boolean {
  const filled = rows.map((cells) => cells[place]).filter((cell) => cell.trim() !== '');
  return filled.length > 0 && filled.every((cell) => numberOf(cell) === undefined);
}

/** NaN for an empty cell, `undefined` for what is no decimal number of a double's range. */
function numberOf(cell: string): number | undefined {
  const text = cell.trim();
  if (text === '') return NaN;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
