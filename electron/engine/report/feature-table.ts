import type { FeatureSet } from '#contract/procedures/risk.ts';
import { toCsv } from './tables/csv.ts';

/** One case of a feature table with the facts that its numbers depend on. */
export interface FeatureRow {
  readonly code: string;
  readonly maskVersion: number;
  readonly maskAuthor: string;
  readonly maskSource: 'automatic' | 'corrected';
  readonly features: FeatureSet;
}

const factColumns: readonly (readonly [name: string, cell: (row: FeatureRow) => string])[] = [
  ['case', (row) => row.code],
  ['case_id', (row) => row.features.caseId],
  ['mask_version', (row) => String(row.maskVersion)],
  ['mask_author', (row) => row.maskAuthor],
  ['mask_source', (row) => row.maskSource],
  ['mask_id', (row) => row.features.maskId],
  ['preset', (row) => row.features.preset],
  ['settings_sha256', (row) => row.features.settingsHash],
  ['code_version', (row) => row.features.codeVersion],
  ['computed_at', (row) => row.features.computedAt],
];

/** The columns that are about a row and are no features. */
export const caseFacts: readonly string[] = factColumns.map(([name]) => name);

/**
 * A row a case, a column a feature, as RFC 4180 with decimal points. Numbers have the shortest
 * digits that read back to the same double, so nothing is lost; no number has separators that a
 * spreadsheet of another locale could take for something else.
 */
export function featureTable(rows: readonly FeatureRow[]): string {
  const columns = rows[0]?.features.values.map(({ column }) => column) ?? [];
  const header = [...factColumns.map(([name]) => name), ...columns];
  const lines = rows.map((row) => {
    const byColumn = new Map(row.features.values.map(({ column, value }) => [column, value]));
    const values = columns.map((column) => String(byColumn.get(column) ?? ''));
    return [...factColumns.map(([, cell]) => cell(row)), ...values];
  });
  return toCsv([header, ...lines]);
}

/** What each column is: the table's dictionary. */
export function featureDictionary([first]: readonly FeatureRow[]): string {
  const rows = first.features.values.map(({ column, image, family, name, ibsi, unit }) => [
    column,
    image,
    family,
    name,
    ibsi ?? '',
    unit,
  ]);
  return toCsv([['column', 'image', 'family', 'feature', 'ibsi', 'unit'], ...rows]);
}
