import type { TableCell } from '#contract/evaluation/table-document.ts';

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

/** Longest heading that is kept on one line. */
const oneLine = 14;

/**
 * Width that each column wants, in characters: its longest text in the body, and of headings a whole
 * short one or the longest word. Cells over several columns want nothing.
 *
 * @param whole Characters up to which a heading is short.
 */
export function columnWidths(
  head: readonly (readonly PlacedCell[])[],
  body: readonly (readonly PlacedCell[])[],
  whole = oneLine,
): number[] {
  const columns = columnCount([...head, ...body]);
  const wanted = (rows: readonly (readonly PlacedCell[])[], column: number): string[] =>
    rows
      .flat()
      .filter((one) => one.column === column && one.cell.columnSpan === 1)
      .map(({ cell }) => cell.text);
  const heading = (text: string): number =>
    text.length <= whole ? wide(text) : Math.max(...text.split(' ').map(wide));
  return Array.from({ length: columns }, (_, c) =>
    Math.max(4, ...wanted(head, c).map(heading), ...wanted(body, c).map(wide)),
  );
}

/** Width of a text in Latin characters; an ideograph is as wide as two. */
function wide(text: string): number {
  return (
    text.length +
    (text.match(/[\p{Ideographic}\p{sc=Hangul}\p{sc=Hira}\p{sc=Kana}]/gu)?.length ?? 0)
  );
}
