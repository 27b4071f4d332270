import { drawing, eachHalf, probabilityOf, sumOf, type Half } from './table-halves.ts';

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

function firstAbove(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
