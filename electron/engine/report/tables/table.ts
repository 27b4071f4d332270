/** A value of a table: text, a finite number, or nothing. */
export type Cell = string | number | null;

export interface TableColumn {
  readonly name: string;
  readonly type: 'text' | 'number';
}

/** What every file format is written from. */
export interface Table {
  readonly columns: readonly TableColumn[];
  /** One cell a column. */
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * @throws RangeError naming the place of a cell that is not of its column's type: a file would hold
 *   something else than the table, in each format in another way.
 */
export function requireWellFormed({ columns, rows }: Table): void {
  for (const [r, cells] of rows.entries()) {
    if (cells.length !== columns.length) {
      throw new RangeError(`row ${r + 1} has ${cells.length} cells of ${columns.length} columns`);
    }
    for (const [c, cell] of cells.entries()) {
      const { name, type } = columns[c];
      const fits = type === 'number' ? Number.isFinite(cell) : typeof cell === 'string';
      if (cell !== null && !fits) {
        throw new RangeError(`row ${r + 1}, column "${name}": ${String(cell)} is no ${type}`);
      }
    }
  }
}
