import { chiSquareUpper } from '../numeric/chi-square-distribution.ts';

/** Pearson's test of independence. */
export interface ChiSquare {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
  /** In the shape of the table. */
  readonly expected: readonly (readonly number[])[];
  /** Below 5 the approximation by the chi-square distribution is doubtful. */
  readonly smallestExpected: number;
  /** Cells whose expected count is below 5. */
  readonly expectedBelowFive: number;
  /** Strength of the association in [0, 1], from the statistic without correction. */
  readonly cramersV: number;
  /** (observed - expected) / its standard deviation under independence; 0 in empty lines. */
  readonly standardisedResiduals: readonly (readonly number[])[];
}

/**
 * Pearson's chi-square test of an r x c table of counts, without continuity correction unless asked.
 *
 * Rows and columns without any case say nothing about independence and count in no number.
 *
 * @param options.yates Yates' correction, for 2 x 2 only; never more than |observed - expected|.
 * @returns `null` where fewer than two rows or columns have cases.
 * @throws RangeError for an entry that is not a count, or rows of different length.
 */
export function chiSquare(
  table: readonly (readonly number[])[],
  { yates = false }: { readonly yates?: boolean } = {},
): ChiSquare | null {
  const { rows, columns, total } = marginsOf(table);
  const [r, c] = [rows.filter(Boolean).length, columns.filter(Boolean).length];
  if (r < 2 || c < 2) return null;
  const expected = rows.map((row) => columns.map((column) => (row * column) / total));
  const plain = distance(table, expected, 0);
  const correction = yates && r === 2 && c === 2 ? smallestGap(table, expected) : 0;
  const statistic = correction === 0 ? plain : distance(table, expected, correction);
  const df = (r - 1) * (c - 1);
  const occupied = expected.flat().filter((count) => count > 0);
  return {
    statistic,
    df,
    p: chiSquareUpper(statistic, df),
    expected,
    smallestExpected: Math.min(...occupied),
    expectedBelowFive: occupied.filter((count) => count < 5).length,
    cramersV: Math.sqrt(plain / (total * (Math.min(r, c) - 1))),
    standardisedResiduals: table.map((row, i) =>
      row.map((count, j) => {
        const spread = expected[i][j] * (1 - rows[i] / total) * (1 - columns[j] / total);
        return spread === 0 ? 0 : (count - expected[i][j]) / Math.sqrt(spread);
      }),
    ),
  };
}

/** Test of counts against equal shares; `null` for fewer than two categories or no case. */
export function chiSquareOfEqualShares(
  counts: readonly number[],
): Pick<ChiSquare, 'statistic' | 'df' | 'p'> | null {
  const { total } = marginsOf([counts]);
  if (counts.length < 2 || total === 0) return null;
  const share = total / counts.length;
  const statistic = counts.reduce((sum, count) => sum + (count - share) ** 2 / share, 0);
  const df = counts.length - 1;
  return { statistic, df, p: chiSquareUpper(statistic, df) };
}

/** Sums of the rows, columns and all cells. @throws RangeError unless a rectangle of counts. */
export function marginsOf(table: readonly (readonly number[])[]) {
  const width = table[0]?.length ?? 0;
  for (const [i, row] of table.entries()) {
    if (row.length !== width)
      throw new RangeError(`row ${i} has ${row.length} of ${width} columns`);
    for (const count of row) {
      if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is not a count`);
    }
  }
  const rows = table.map(sumOf);
  const columns = Array.from({ length: width }, (_, j) => sumOf(table.map((row) => row[j])));
  return { rows, columns, total: sumOf(rows) };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function distance(
  table: readonly (readonly number[])[],
  expected: readonly (readonly number[])[],
  correction: number,
): number {
  let sum = 0;
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      const mean = expected[i][j];
      if (mean > 0) sum += (Math.abs(count - mean) - correction) ** 2 / mean;
    }
  }
  return sum;
}

function smallestGap(
  table: readonly (readonly number[])[],
  expected: readonly (readonly number[])[],
): number {
  const gaps = table.flatMap((row, i) => row.map((count, j) => Math.abs(count - expected[i][j])));
  return Math.min(0.5, ...gaps);
}
