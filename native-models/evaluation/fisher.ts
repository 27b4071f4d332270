import { hypergeometricProbability } from '../numeric/binomial-distribution.ts';
import { marginsOf } from './chi-square.ts';
import { fisherByHalves, type Fisher } from './fisher-halves.ts';

/**
 * Tables this much more probable than the observed one still count as equally probable: R's values
 * for 2 x 2 and for larger tables. Which one is taken moves a p-value by less than its millionth.
 */
const EQUAL = 1 + 1e-7;
const EQUAL_IN_LARGER = 1 + 3.4525e-7;

/**
 * Two-sided exact test of independence in a table of counts: the probability, given the margins, of
 * tables no more probable than the observed one, as in R's `fisher.test`.
 *
 * Rows and columns without any case do not count, and fewer than two of either have no p-value.
 * Tables larger than 2 x 2 are enumerated as far as that is feasible.
 *
 * @throws RangeError for an entry that is not a count, or rows of different length.
 * Source: Fisher RA, J R Stat Soc 98:39-54, 1935; Freeman GH, Halton JH, Biometrika 38:141-149, 1951.
 */
export function fisher(table: readonly (readonly number[])[]): Fisher {
  const { rows, columns } = marginsOf(table);
  const occupied = table
    .filter((_, i) => rows[i] > 0)
    .map((row) => row.filter((_, j) => columns[j] > 0));
  if (occupied.length < 2 || occupied[0].length < 2) return { p: null, reason: 'one-line' };
  const [first, second] = occupied;
  return occupied.length === 2 && first.length === 2
    ? { p: twoByTwo(first, second) }
    : fisherByHalves(occupied, EQUAL_IN_LARGER);
}

function twoByTwo([a, b]: readonly number[], [c, d]: readonly number[]): number {
  const urn = { marked: a + c, others: b + d, drawn: a + b };
  const lowest = Math.max(0, urn.drawn - urn.others);
  const highest = Math.min(urn.marked, urn.drawn);
  const limit = hypergeometricProbability(a, urn) * EQUAL;
  let sum = 0;
  for (let k = lowest; k <= highest; k += 1) {
    const probability = hypergeometricProbability(k, urn);
    if (probability <= limit) sum += probability;
  }
  return Math.min(1, sum);
}
