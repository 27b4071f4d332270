import type { Comparison } from '#contract/procedures/feature-comparison.ts';
import type { Table } from '../tables/table.ts';
import { compareTables } from './compare-tables.ts';
import { readFeatureFile, type FeatureFile } from './feature-file.ts';

/** A table of stored features, or a CSV file under the name that its reader knows. */
export type Side = { readonly table: Table } | { readonly path: string; readonly name: string };

interface Order {
  readonly first: Side;
  readonly second: Side;
}

/** Comparison's work in worker threads. */
export const comparisonTasks = {
  'compare-features': async ({ first, second }: Order): Promise<Comparison> => {
    const compared = compareTables(await fileOf(first), await fileOf(second));
    const { matchedBy, cases, facts, columns, onlyFirst, onlySecond } = compared;
    return {
      matchedBy: [...matchedBy],
      cases: [...cases],
      facts: [...facts],
      columns: columns.map(({ icc, worstCase, ...column }) => ({
        ...column,
        worstCase: worstCase ?? null,
        agreement: icc.agreement ?? null,
        consistency: icc.consistency ?? null,
      })),
      onlyFirst: { cases: [...onlyFirst.cases], columns: [...onlyFirst.columns] },
      onlySecond: { cases: [...onlySecond.cases], columns: [...onlySecond.columns] },
    };
  },
};

export type ComparisonTasks = typeof comparisonTasks;

/** Stored features are read as their export would be, so that both kinds compare alike. */
async function fileOf(side: Side): Promise<FeatureFile> {
  if ('path' in side) return readFeatureFile(side.path, side.name);
  const { columns, rows } = side.table;
  return {
    path: 'library',
    header: columns.map(({ name }) => name),
    rows: rows.map((cells) => cells.map((cell) => (cell === null ? '' : String(cell)))),
  };
}
