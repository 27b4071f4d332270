import type { Urn } from '../numeric/binomial-distribution.ts';

/** Halves of tables to look at before giving up: a few seconds. */
const MOST_HALVES = 3_000_000;

/** Different column sums to remember before giving up. */
const MOST_MEETINGS = 100_000;

/** A p-value, or why it has no value. */
export type Fisher =
  { readonly p: number } | { readonly p: null; readonly reason: 'one-line' | 'too-many-tables' };

/** From here on, 1 minus the probability of the others keeps enough digits. */
const LARGE = 1e-4;

/** Parts of tables this much less probable than the observed one do not count even together. */
const NEGLIGIBLE = 1e-16;

/**
 * The exact p-value of an r x c table: the probability of all tables no more probable than it.
 *
 * A table is drawn cell by cell, each given the ones before. Looked for are first the tables more
 * probable than the observed one: what has become less probable than it part of the way cannot be
 * among them, so few are left. Where nearly all of the probability is theirs, the others are summed
 * themselves.
 *
 * The rows are cut into halves that meet at the column sums between them: each upper half is looked
 * at once, not once for every lower one.
 *
 * @param table Counts, no empty row or column.
 * @param equal Factor up to which a table counts as equally probable.
 */
export function fisherByHalves(table: readonly (readonly number[])[], equal: number): Fisher {
  const rows = arranged(table);
  const totals = rows.map(sumOf);
  const columns = rows[0].map((_, j) => sumOf(rows.map((row) => row[j])));
  const draw = drawing(sumOf(totals));
  const limit = probabilityOf(rows, columns, draw) * equal;
  const whole = { totals, columns, draw };
  const moreProbable = sumOfTables({ ...whole, limit }, (upper) => sumAbove(upper, limit));
  // The others would be more tables still.
  if (moreProbable === null) return { p: null, reason: 'too-many-tables' };
  if (moreProbable < 1 - LARGE) return { p: 1 - moreProbable };
  const rest = { ...whole, limit: limit * NEGLIGIBLE };
  const p = sumOfTables(rest, (upper) => sumUpTo(upper, limit));
  return p === null ? { p, reason: 'too-many-tables' } : { p };
}

/**
 * Sum of the probabilities of tables whose halves are both more probable than the limit; `null`
 * where they are too many.
 *
 * @param among Given the ascending probabilities of upper halves, tells how much of them counts
 * beside a lower half of a given probability.
 */
function sumOfTables(
  { totals, limit, columns, draw }: Half,
  among: (upper: Float64Array) => (lower: number) => number,
): number | null {
  const cut = Math.floor(totals.length / 2);
  let budget = MOST_HALVES;
  const spend = () => (budget -= 1) >= 0;
  const meetings = new Map<string, Meeting>();
  eachHalf({ totals: totals.slice(0, cut), limit, columns, draw }, (left, probability) => {
    meet(meetings, left, probability);
    return spend() && meetings.size <= MOST_MEETINGS;
  });
  if (meetings.size > MOST_MEETINGS) return null;
  let sum = 0;
  for (const { left, probabilities } of meetings.values()) {
    if (budget < 0) return null;
    const upper = Float64Array.from(probabilities).sort();
    const counted = among(upper);
    const lower = { totals: totals.slice(cut), columns: left, draw };
    eachHalf({ ...lower, limit: limit / upper[upper.length - 1] }, (_, probability) => {
      sum += probability * counted(probability);
      return spend();
    });
  }
  return budget < 0 ? null : sum;
}

/** Upper halves that make a table more probable than the limit. */
function sumAbove(upper: Float64Array, limit: number): (lower: number) => number {
  const sums = new Float64Array(upper.length + 1);
  for (let i = upper.length - 1; i >= 0; i -= 1) sums[i] = sums[i + 1] + upper[i];
  return (lower) => sums[firstAbove(upper, limit / lower)];
}

/** Upper halves that make a table at most as probable as the limit. */
function sumUpTo(upper: Float64Array, limit: number): (lower: number) => number {
  const sums = new Float64Array(upper.length + 1);
  for (let i = 0; i < upper.length; i += 1) sums[i + 1] = sums[i] + upper[i];
  return (lower) => sums[firstAbove(upper, limit / lower)];
}

/** At least as many rows as columns, the row of most cases last, where it is what remains. */
function arranged(table: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const tall =
    table.length >= table[0].length ? table : table[0].map((_, j) => table.map((row) => row[j]));
  return tall.toSorted((a, b) => sumOf(a) - sumOf(b));
}

/** Rows to be filled by their totals. */
interface Half {
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
function drawing(most: number): Draw {
  const log = new Float64Array(most + 1);
  for (let n = 1; n <= most; n += 1) log[n] = log[n - 1] + Math.log(n);
  const choices = (n: number, k: number) => log[n] - log[k] - log[n - k];
  return (count, { marked, others, drawn }) =>
    Math.exp(
      choices(marked, count) + choices(others, drawn - count) - choices(marked + others, drawn),
    );
}

/** All upper halves that leave the same column sums to the rows below. */
interface Meeting {
  readonly left: readonly number[];
  readonly probabilities: number[];
}

function meet(meetings: Map<string, Meeting>, left: readonly number[], probability: number): void {
  const key = left.join();
  const known = meetings.get(key);
  if (known) known.probabilities.push(probability);
  else meetings.set(key, { left: [...left], probabilities: [probability] });
}

/** Fills the rows in all ways more probable than the limit, until `visit` returns false. */
function eachHalf(
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
function probabilityOf(
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

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function firstAbove(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
