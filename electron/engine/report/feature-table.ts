import type { FeatureSet, FeatureValue } from '#contract/procedures/risk.ts';
import type { Cell, Table, TableColumn } from './tables/table.ts';

/** One case of a feature table with the facts that its numbers depend on. */
export interface FeatureRow {
  readonly code: string;
  readonly imageSha256: string;
  readonly maskVersion: number;
  readonly maskAuthor: string;
  readonly maskSource: 'automatic' | 'corrected';
  readonly maskSha256: string;
  readonly features: FeatureSet;
}

type Fact = readonly [
  name: string,
  type: TableColumn['type'],
  cell: (row: FeatureRow) => string | number,
];

/** Nothing here tells when or in which order values were computed: equal results, equal bytes. */
const factColumns: readonly Fact[] = [
  ['case', 'text', (row) => row.code],
  ['case_id', 'text', (row) => row.features.caseId],
  ['image_sha256', 'text', (row) => row.imageSha256],
  ['mask_version', 'number', (row) => row.maskVersion],
  ['mask_author', 'text', (row) => row.maskAuthor],
  ['mask_source', 'text', (row) => row.maskSource],
  ['mask_sha256', 'text', (row) => row.maskSha256],
  ['preset', 'text', (row) => row.features.preset],
  ['settings_sha256', 'text', (row) => row.features.settingsHash],
  ['code_version', 'text', (row) => row.features.codeVersion],
];

/** The columns that are about a row and are no features. */
export const caseFacts: readonly string[] = factColumns.map(([name]) => name);

/** The order of rows in a table: by pseudonym, then by case, however they were computed. */
export function inTableOrder(rows: readonly FeatureRow[]): readonly FeatureRow[] {
  const key = (row: FeatureRow) => `${row.code}\n${row.features.caseId}`;
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** A row a case, a column a feature, in the order of the first row's features. */
export function featureTable(rows: readonly FeatureRow[]): Table {
  const names = rows[0]?.features.values.map(({ column }) => column) ?? [];
  return {
    columns: [
      ...factColumns.map(([name, type]) => ({ name, type })),
      ...names.map((name) => ({ name, type: 'number' as const })),
    ],
    rows: rows.map((row) => [
      ...factColumns.map(([, , cell]) => cell(row)),
      ...valuesOf(row.features.values, names),
    ]),
  };
}

function valuesOf(values: readonly FeatureValue[], names: readonly string[]): readonly Cell[] {
  const byColumn = new Map(values.map(({ column, value }) => [column, value]));
  return names.map((name) => byColumn.get(name) ?? null);
}

/** What each column is: the table's dictionary. */
export function featureDictionary([first]: readonly FeatureRow[]): Table {
  const text = (name: string) => ({ name, type: 'text' as const });
  return {
    columns: ['column', 'image', 'family', 'feature', 'ibsi', 'unit'].map(text),
    rows: first.features.values.map(({ column, image, family, name, ibsi, unit }) => [
      ...[column, image, family, name],
      ...[ibsi, unit],
    ]),
  };
}
