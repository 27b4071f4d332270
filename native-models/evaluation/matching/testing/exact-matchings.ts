import type { MatchingProblem, MatchingRow } from '../problem.ts';

/** What a best matching reaches. */
interface Best {
  readonly pairs: number;
  readonly sum: number;
}

/**
 * One stratum by a dynamic programme over both lists in ascending order: crossing pairs can be
 * uncrossed without a longer distance, so that some best matching keeps the order.
 */
export function bestBySortedAges(
  cases: readonly number[],
  controls: readonly number[],
  caliper: number,
): Best {
  const [a, b] = [cases.toSorted((x, y) => x - y), controls.toSorted((x, y) => x - y)];
  let above: Best[] = Array.from({ length: b.length + 1 }, () => ({ pairs: 0, sum: 0 }));
  for (const age of a) {
    const row: Best[] = [above[0]];
    for (const [j, other] of b.entries()) {
      let best = better(above[j + 1], row[j]);
      const distance = Math.abs(age - other);
      if (distance <= caliper + 1e-9) {
        best = better(best, { pairs: above[j].pairs + 1, sum: above[j].sum + distance });
      }
      row.push(best);
    }
    above = row;
  }
  return above[b.length];
}

function better(a: Best, b: Best): Best {
  if (a.pairs !== b.pairs) return a.pairs > b.pairs ? a : b;
  return a.sum <= b.sum ? a : b;
}

/**
 * The tie rule taken at its word: case by case, the lowest control with which the rest can still
 * reach the optimum. Whole years.
 */
export function bestByTrying(
  cases: readonly number[],
  controls: readonly number[],
  caliper: number,
): readonly (readonly number[])[] {
  const pairs: (readonly number[])[] = [];
  const left = new Set(controls.keys());
  let goal = bestBySortedAges(cases, controls, caliper);
  for (const [i, age] of cases.entries()) {
    const later = cases.slice(i + 1);
    for (const j of left) {
      const distance = Math.abs(age - controls[j]);
      if (distance > caliper) continue;
      const others = [...left].filter((other) => other !== j).map((other) => controls[other]);
      const rest = bestBySortedAges(later, others, caliper);
      if (rest.pairs + 1 !== goal.pairs || rest.sum + distance !== goal.sum) continue;
      goal = rest;
      left.delete(j);
      pairs.push([i, j]);
      break;
    }
  }
  return pairs;
}

/**
 * Every matching, one after the other, in the order of the tie rule (lower control first, nobody
 * last): the first of the best ones. Values in tenths at most.
 */
export function bestByEnumeration(problem: MatchingProblem): readonly (readonly number[])[] {
  const { cases, controls, distance } = problem;
  let best: { readonly pairs: readonly (readonly number[])[]; readonly sum: number } | undefined;
  const visit = (i: number, pairs: readonly (readonly number[])[], sum: number): void => {
    if (i === cases.length) {
      const wins =
        !best ||
        pairs.length > best.pairs.length ||
        (pairs.length === best.pairs.length && sum < best.sum);
      if (wins) best = { pairs, sum };
      return;
    }
    for (const [j, control] of controls.entries()) {
      if (pairs.some((pair) => pair[1] === j) || !allowed(problem, cases[i], control)) continue;
      visit(i + 1, [...pairs, [i, j]], sum + tenthsApart(cases[i], control, distance));
    }
    visit(i + 1, pairs, sum);
  };
  visit(0, [], 0);
  return best?.pairs ?? [];
}

function allowed({ exact, calipers }: MatchingProblem, a: MatchingRow, b: MatchingRow): boolean {
  return (
    exact.every((name) => a[name] === b[name]) &&
    Object.entries(calipers).every(
      ([name, width]) => width === null || tenthsApart(a, b, name) <= Math.round(10 * width),
    )
  );
}

function tenthsApart(a: MatchingRow, b: MatchingRow, name: string): number {
  return Math.abs(Math.round(10 * Number(a[name])) - Math.round(10 * Number(b[name])));
}
