import { columnOf, type Matrix } from '../numeric/matrix.ts';

/** The columns of a table with their rows in ascending order of value, sorted once for many trees. */
export interface SortedColumns {
  readonly rows: number;
  readonly values: readonly Float64Array[];
  /** Row numbers of each column, ascending in value; rows of equal value in ascending order. */
  readonly orders: readonly Int32Array[];
}

/** @throws RangeError where a value is not finite, for it has no place in an order. */
export function sortColumns(x: Matrix): SortedColumns {
  const at = x.data.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new RangeError(`column ${at % x.cols} has a value that is no finite number`);
  const values = Array.from({ length: x.cols }, (_, c) => columnOf(x, c));
  const orders = values.map((column) =>
    Int32Array.from(column.keys()).sort((a, b) => column[a] - column[b] || a - b),
  );
  return { rows: x.rows, values, orders };
}
