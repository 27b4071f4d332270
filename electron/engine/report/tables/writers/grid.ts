import type { TableCell } from '#contract/procedures/evaluation.ts';

/** A cell with the column in which it starts, from 0. */
export interface PlacedCell {
  readonly column: number;
  readonly cell: TableCell;
}

/** Where the cells of each row start, given that those which a span covers are absent. */
export function placed(rows: readonly (readonly TableCell[])[]): PlacedCell[][] {
  /** Rows, from the one in hand, that a span from above still covers in each column. */
  const covered: number[] = [];
  return rows.map((cells) => {
    let column = 0;
    const row = cells.map((cell) => {
      while ((covered[column] ?? 0) > 0) column++;
      const at = { column, cell };
      for (let c = column; c < column + cell.columnSpan; c++) covered[c] = cell.rowSpan;
      column += cell.columnSpan;
      return at;
    });
    for (const [c, left] of covered.entries()) covered[c] = Math.max(0, (left ?? 0) - 1);
    return row;
  });
}

/** Count of columns of the widest row. */
export function columnCount(rows: readonly (readonly PlacedCell[])[]): number {
  return Math.max(0, ...rows.flat().map(({ column, cell }) => column + cell.columnSpan));
}

/** A full row: each cell where it starts, null where a span covers or nothing stands. */
export function spread(row: readonly PlacedCell[], columns: number): (TableCell | null)[] {
  const cells = new Map(row.map(({ column, cell }) => [column, cell]));
  return Array.from({ length: columns }, (_, c) => cells.get(c) ?? null);
}
