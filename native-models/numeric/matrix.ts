/** A dense matrix; element (r, c) is `data[r * cols + c]`. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

/** A matrix from its rows. @throws RangeError when the rows differ in length. */
export function matrixOf(
  rows: readonly (readonly number[] | Float64Array | Float32Array)[],
): Matrix {
  const cols = rows[0]?.length ?? 0;
  const data = new Float64Array(rows.length * cols);
  for (const [r, row] of rows.entries()) {
    if (row.length !== cols) throw new RangeError(`row ${r} has ${row.length} of ${cols} columns`);
    data.set(row, r * cols);
  }
  return { rows: rows.length, cols, data };
}

/** Row r as a view on the matrix's data. */
export function rowOf({ cols, data }: Matrix, r: number): Float64Array {
  return data.subarray(r * cols, (r + 1) * cols);
}

/** A copy of column c. */
export function columnOf({ rows, cols, data }: Matrix, c: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, r) => data[r * cols + c]);
}

/** A new matrix of the given rows, in that order; a row may be taken more than once. */
export function selectRows(matrix: Matrix, rows: readonly number[]): Matrix {
  const data = new Float64Array(rows.length * matrix.cols);
  for (const [k, r] of rows.entries()) data.set(rowOf(matrix, r), k * matrix.cols);
  return { rows: rows.length, cols: matrix.cols, data };
}

/** A new matrix of the given columns, in that order. */
export function selectColumns(matrix: Matrix, columns: readonly number[]): Matrix {
  const data = new Float64Array(matrix.rows * columns.length);
  for (let r = 0; r < matrix.rows; r += 1) {
    for (const [k, c] of columns.entries()) {
      data[r * columns.length + k] = matrix.data[r * matrix.cols + c];
    }
  }
  return { rows: matrix.rows, cols: columns.length, data };
}

/** Two matrices of the same number of rows side by side. */
export function besides(left: Matrix, right: Matrix): Matrix {
  if (left.rows !== right.rows) throw new RangeError(`${left.rows} rows beside ${right.rows}`);
  const cols = left.cols + right.cols;
  const data = new Float64Array(left.rows * cols);
  for (let r = 0; r < left.rows; r += 1) {
    data.set(rowOf(left, r), r * cols);
    data.set(rowOf(right, r), r * cols + left.cols);
  }
  return { rows: left.rows, cols, data };
}

/** Scalar product of two vectors of the same length. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i] * b[i];
  return sum;
}
