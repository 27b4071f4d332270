import type { SortValue } from './sort.ts';

interface TextColumn<T> {
  readonly title: string;
  readonly sortValue?: (record: T) => SortValue;
  /** What stands for the cell where its order is not its meaning. */
  readonly text?: (record: T) => string;
}

/**
 * Rows as tab-separated text with a header line, for pasting into a spreadsheet. Numbers keep all
 * their digits; a missing value is an empty cell.
 */
export function toTsv<T>(records: readonly T[], columns: readonly TextColumn<T>[]): string {
  const shown = columns.filter((column) => column.sortValue !== undefined);
  const lines = records.map((record) =>
    shown.map((column) => column.text?.(record) ?? column.sortValue?.(record) ?? ''),
  );
  return [shown.map((column) => column.title), ...lines]
    .map((cells) => cells.map((cell) => String(cell).replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}
