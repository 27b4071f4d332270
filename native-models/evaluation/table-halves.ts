import type { Urn } from '../numeric/binomial-distribution.ts';

/** Rows to be filled by their totals. */
export interface Half {
  readonly totals: readonly number[];
  /** What may go into each column. */
  readonly columns: readonly number[];
  /** Probability that a filling has to exceed. */
  readonly limit: number;
  readonly draw: Draw;
}

/** Probability of a count of marked ones from an urn. */
type Draw = (count: number, urn: Urn) => number;

/** For urns of at most `most`, by a table of ln n!, which millions of draws are worth. */
export function drawing(most: number): Draw {
  const log = new Float64Array(most + 1);
  for (let n = 1; n <= most; n += 1) log[n] = log[n - 1] + Math.log(n);
  const choices = (n: number, k: number) => log[n] - log[k] - log[n - k];
  return (count, { marked, others, drawn }) =>
    Math.exp(
      choices(marked, count) + choices(others, drawn - count) - choices(marked + others, drawn),
    );
}

/** Fills the rows in all ways more probable than the limit, until `visit` returns false. */
export function eachHalf(
  { totals, limit, columns, draw }: Half,
  visit: (left: readonly number[], probability: number) => boolean,
): void {
  const left = [...columns];
  const fill = (row: number, column: number, drawn: number, probability: number): boolean => {
    if (row === totals.length) return visit(left, probability);
    const nextRow = column === left.length - 1;
    let others = 0;
    for (let j = column + 1; j < left.length; j += 1) others += left[j];
    const marked = left[column];
    const counts = { urn: { marked, others, drawn }, limit: limit / probability, draw };
    return eachCount(counts, (count, share) => {
      left[column] = marked - count;
      const more = nextRow
        ? fill(row + 1, 0, totals[row + 1] ?? 0, probability * share)
        : fill(row, column + 1, drawn - count, probability * share);
      left[column] = marked;
      return more;
    });
  };
  fill(0, 0, totals[0], 1);
}

/**
 * The counts of an urn more probable than a limit, outward from the most probable one.
 *
 * @returns False as soon as `visit` does.
 */
function eachCount(
  { urn, limit, draw }: { readonly urn: Urn; readonly limit: number; readonly draw: Draw },
  visit: (count: number, probability: number) => boolean,
): boolean {
  const { marked, others, drawn } = urn;
  const lowest = Math.max(0, drawn - others);
  const highest = Math.min(marked, drawn);
  const mode = Math.floor(((marked + 1) * (drawn + 1)) / (marked + others + 2));
  const start = Math.min(highest, Math.max(lowest, mode));
  const peak = draw(start, urn);
  for (let count = start, share = peak; count <= highest && share > limit; count += 1) {
    if (!visit(count, share)) return false;
    share *= ((marked - count) * (drawn - count)) / ((count + 1) * (others - drawn + count + 1));
  }
  for (let count = start, share = peak; count > lowest;) {
    share *= (count * (others - drawn + count)) / ((marked - count + 1) * (drawn - count + 1));
    count -= 1;
    if (!(share > limit)) break;
    if (!visit(count, share)) return false;
  }
  return true;
}

/** Probability of a table, cell by cell in the order in which tables are filled. */
export function probabilityOf(
  rows: readonly (readonly number[])[],
  columns: readonly number[],
  draw: Draw,
): number {
  const left = [...columns];
  let probability = 1;
  for (const row of rows) {
    let drawn = sumOf(row);
    for (const [j, count] of row.entries()) {
      const others = sumOf(left.slice(j + 1));
      probability *= draw(count, { marked: left[j], others, drawn });
      drawn -= count;
      left[j] -= count;
    }
  }
  return probability;
}

export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
