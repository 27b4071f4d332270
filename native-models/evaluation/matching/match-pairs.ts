import { assign } from './assign.ts';
import { encode, type Encoding } from './encode.ts';
import { unmatchedExplainer } from './nearest-miss.ts';
import type { MatchedPair, MatchingProblem, MatchingResult } from './problem.ts';
import { settleTies } from './settle-ties.ts';
import { stratumOf, type Stratum, type StratumCase } from './stratum.ts';

/**
 * Matches cases to controls one to one: both agree in the exact variables and differ by at most the
 * caliper in each numeric one. The most pairs come first, then the smallest sum of distances. Of the
 * matchings that are equally good it is the one in which, case by case in input order, the control
 * index is lowest, so that the result depends on nothing but the input.
 *
 * Differences count on a decimal grid of a millionth (grid.ts), calipers include their bound, and a
 * patient without a value in one of the variables is left out and named.
 *
 * @throws RangeError for a caliper that is not ≥ 0 or a number where text stands.
 */
export function matchPairs(problem: MatchingProblem): MatchingResult {
  const encoding = encode(problem);
  const pairs = strataOf(encoding)
    .flatMap((stratum) => pairsOf(stratum, encoding))
    .sort((a, b) => a.case - b.case);
  const takenBy = new Map(pairs.map((pair) => [pair.control, pair.case]));
  const paired = new Set(pairs.map((pair) => pair.case));
  const steps = pairs.reduce((sum, { distance }) => sum + encoding.distance.toSteps(distance), 0);
  return {
    pairs,
    sum: encoding.distance.toUnits(steps),
    unmatchedCases: [...problem.cases.keys()]
      .filter((index) => !paired.has(index))
      .map(unmatchedExplainer(problem, encoding, takenBy)),
    unmatchedControls: [...problem.controls.keys()].filter((index) => !takenBy.has(index)),
  };
}

function pairsOf(stratum: Stratum, { distance, controls }: Encoding): readonly MatchedPair[] {
  const matched = settleTies(stratum, assign(stratum));
  return stratum.cases.flatMap(({ index, position }, i) => {
    const control = matched[i];
    if (control < 0) return [];
    const steps = Math.abs(position - (controls[control]?.position ?? NaN));
    return [{ case: index, control, distance: distance.toUnits(steps) }];
  });
}

/** One problem per combination of exact values that occurs among the cases. */
function strataOf(encoding: Encoding): readonly Stratum[] {
  const groups = new Map<string, { cases: StratumCase[]; controls: StratumCase[] }>();
  for (const person of encoding.cases) {
    if (!person) continue;
    const group = groups.get(person.stratum);
    if (group) group.cases.push(person);
    else groups.set(person.stratum, { cases: [person], controls: [] });
  }
  for (const person of encoding.controls) {
    if (person) groups.get(person.stratum)?.controls.push(person);
  }
  return [...groups.values()].map((people) => stratumOf(people, encoding.calipers));
}
