import type { TableCell, TableDocument } from '#contract/evaluation/table-document.ts';

/** A cell of a document with where its upper left corner stands. */
export interface PlacedCell {
  readonly cell: TableCell;
  readonly row: number;
  readonly column: number;
}

/** Every cell of a document, head first, in the columns that spans of earlier rows leave free. */
export function placedCells({ head, body }: Pick<TableDocument, 'head' | 'body'>): PlacedCell[] {
  const taken = new Set<string>();
  return [...head, ...body].flatMap((cells, row) => {
    let column = 0;
    return cells.map((cell) => {
      while (taken.has(`${row} ${column}`)) column += 1;
      const placed = { cell, row, column };
      for (let r = row; r < row + cell.rowSpan; r += 1)
        for (let c = column; c < column + cell.columnSpan; c += 1) taken.add(`${r} ${c}`);
      column += cell.columnSpan;
      return placed;
    });
  });
}

/**
 * The chosen cells as tab-separated text for a spreadsheet: the smallest rectangle around them. A
 * cell that spans several places stands in its first one and leaves the others empty.
 */
export function gridTsv(chosen: readonly PlacedCell[]): string {
  const rows = range(chosen.map(({ row }) => row));
  const columns = range(chosen.map(({ column }) => column));
  const texts = new Map(chosen.map(({ cell, row, column }) => [`${row} ${column}`, plain(cell)]));
  return rows
    .map((row) => columns.map((column) => texts.get(`${row} ${column}`) ?? '').join('\t'))
    .join('\n');
}

function range(numbers: readonly number[]): number[] {
  if (numbers.length === 0) return [];
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

function plain({ text }: TableCell): string {
  return text.replace(/[\t\r\n]+/g, ' ');
}
