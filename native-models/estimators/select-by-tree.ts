import type { Random } from '../numeric/random.ts';
import { fitTree, type TreeOptions } from './cart.ts';
import type { SortedColumns } from './sorted-columns.ts';

export interface SelectedColumn {
  readonly column: number;
  /** Gini importance in the tree, above 0. */
  readonly importance: number;
}

export interface TreeSelection {
  /** By falling importance, the lower column first where two are equal. */
  readonly selected: readonly SelectedColumn[];
  /** Whether the tree used fewer columns than asked for. The rest is not filled up with others. */
  readonly fewer: boolean;
}

export interface SelectionSample {
  /** 0 or 1 per row. */
  readonly labels: Int8Array;
  /** How often each row counts; once each when absent. */
  readonly counts?: Int32Array;
}

/**
 * The columns of largest Gini importance in one decision tree. Splits depend on the order of the
 * values alone, so that standardised columns give the same selection as raw ones.
 */
export function selectByTree(
  table: SortedColumns,
  sample: SelectionSample,
  { count, tree }: { readonly count: number; readonly tree: TreeOptions },
): TreeSelection {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`the number of columns to select is at least 1, got ${count}`);
  }
  const { importances } = fitTree(table, sample, tree);
  const selected = Array.from(importances, (importance, column) => ({ column, importance }))
    .filter(({ importance }) => importance > 0)
    .sort((a, b) => b.importance - a.importance || a.column - b.column)
    .slice(0, count);
  return { selected, fewer: selected.length < count };
}

export interface ColumnStability {
  readonly column: number;
  /** Share of the bootstraps in which the column was selected, in (0, 1]. */
  readonly share: number;
}

/**
 * How often each column is selected when the cases are drawn anew, within each class and with
 * replacement: by falling share, without the columns that never were.
 *
 * Source: Meinshausen N, Bühlmann P, JRSS B 72:417-473, 2010 (selection frequency under resampling).
 */
export function selectionStability(
  table: SortedColumns,
  labels: Int8Array,
  settings: {
    readonly count: number;
    readonly tree: TreeOptions;
    readonly bootstraps: number;
    readonly random: Random;
  },
): readonly ColumnStability[] {
  const times = new Map<number, number>();
  for (let n = 0; n < settings.bootstraps; n += 1) {
    const counts = drawnCounts(labels, settings.random);
    for (const { column } of selectByTree(table, { labels, counts }, settings).selected) {
      times.set(column, (times.get(column) ?? 0) + 1);
    }
  }
  return [...times]
    .map(([column, hits]) => ({ column, share: hits / settings.bootstraps }))
    .sort((a, b) => b.share - a.share || a.column - b.column);
}

function drawnCounts(labels: Int8Array, random: Random): Int32Array {
  const counts = new Int32Array(labels.length);
  for (const label of [0, 1]) {
    const rows = [...labels.keys()].filter((row) => labels[row] === label);
    for (let n = 0; n < rows.length; n += 1) counts[rows[random.integer(rows.length)]] += 1;
  }
  return counts;
}
