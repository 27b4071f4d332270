import type { EncodedRow, Encoding } from './encode.ts';
import { nearestControlFinder, type Gap } from './nearest-control.ts';
import type {
  Disagreement,
  MatchingProblem,
  NearestMiss,
  UnmatchedCase,
  UnmatchedReason,
} from './problem.ts';

/**
 * Tells of cases without a partner, by index, why they have none and which control came closest.
 *
 * @param takenBy Case of each control that is in a pair.
 */
export function unmatchedExplainer(
  problem: MatchingProblem,
  encoding: Encoding,
  takenBy: ReadonlyMap<number, number>,
): (index: number) => UnmatchedCase {
  const closestTo = nearestControlFinder(encoding);
  return (index) => {
    const person = encoding.cases[index];
    if (!person) return { case: index, reason: 'value-missing', nearest: null };
    const closest = closestTo(person);
    if (!closest) return { case: index, reason: 'no-control-in-stratum', nearest: null };
    return {
      case: index,
      reason: reasonFor(closest),
      nearest: missOf(problem, encoding, { person, closest, takenBy }),
    };
  };
}

function reasonFor({ exactDiffering, calipersExceeded }: Gap): UnmatchedReason {
  if (exactDiffering > 0) return 'no-control-in-stratum';
  return calipersExceeded > 0 ? 'outside-caliper' : 'controls-exhausted';
}

function missOf(
  { exact, cases, controls }: MatchingProblem,
  { variables, calipers, grids, distance }: Encoding,
  {
    person,
    closest: { control, distance: steps },
    takenBy,
  }: {
    readonly person: EncodedRow;
    readonly closest: Gap;
    readonly takenBy: ReadonlyMap<number, number>;
  },
): NearestMiss {
  const differing = exact
    .filter((name) => String(cases[person.index][name]) !== String(controls[control.index][name]))
    .map((variable): Disagreement => ({ variable, difference: null }));
  const differences = [person.position, ...person.others].map((value, k) =>
    Math.abs(value - [control.position, ...control.others][k]),
  );
  const exceeded = variables.flatMap((variable, k): Disagreement[] =>
    differences[k] > calipers[k]
      ? [{ variable, difference: grids[k].toUnits(differences[k]) }]
      : [],
  );
  return {
    control: control.index,
    disagreements: [...differing, ...exceeded],
    distance: distance.toUnits(steps),
    takenBy: takenBy.get(control.index) ?? null,
  };
}
