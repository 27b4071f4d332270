import type { EncodedRow, Encoding } from './encode.ts';
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
  const strata = strataOf(encoding.controls);
  return (index) => {
    const person = encoding.cases[index];
    if (!person) return { case: index, reason: 'value-missing', nearest: null };
    const closest = closestTo(person, strata, encoding);
    if (!closest) return { case: index, reason: 'no-control-in-stratum', nearest: null };
    return {
      case: index,
      reason: reasonFor(closest),
      nearest: missOf(problem, encoding, { person, closest, takenBy }),
    };
  };
}

/** Controls that agree in all exact variables. */
interface ControlStratum {
  /** Of the exact variables. */
  readonly values: readonly string[];
  /** In input order. */
  readonly controls: readonly EncodedRow[];
}

function strataOf(controls: Encoding['controls']): ReadonlyMap<string, ControlStratum> {
  const complete = controls.filter((control) => control !== undefined);
  const groups = Map.groupBy(complete, ({ stratum }) => stratum);
  return new Map(
    [...groups].map(([key, members]) => [key, { values: valuesOf(key), controls: members }]),
  );
}

/** A stratum's key is the JSON of its values. */
function valuesOf(stratum: string): readonly string[] {
  return JSON.parse(stratum) as string[];
}

/** How far a control is from fitting a case. */
interface Gap {
  readonly control: EncodedRow;
  readonly exactDiffering: number;
  readonly calipersExceeded: number;
  /** Grid steps. */
  readonly distance: number;
}

/** Only strata that differ in the fewest exact variables can hold the closest control. */
function closestTo(
  person: EncodedRow,
  strata: ReadonlyMap<string, ControlStratum>,
  { calipers }: Encoding,
): Gap | undefined {
  const own = strata.get(person.stratum);
  const mine = valuesOf(person.stratum);
  let closest: Gap | undefined;
  for (const { values, controls } of own ? [own] : strata.values()) {
    const exactDiffering = values.reduce((n, value, k) => n + Number(value !== mine[k]), 0);
    if (closest && exactDiffering > closest.exactDiffering) continue;
    for (const control of controls) {
      const gap = { control, exactDiffering, ...gapBetween(person, control, calipers) };
      if (!closest || compareGaps(gap, closest) < 0) closest = gap;
    }
  }
  return closest;
}

function gapBetween(
  person: EncodedRow,
  control: EncodedRow,
  calipers: readonly number[],
): Pick<Gap, 'calipersExceeded' | 'distance'> {
  const distance = Math.abs(person.position - control.position);
  let calipersExceeded = distance > calipers[0] ? 1 : 0;
  for (let k = 0; k < person.others.length; k += 1) {
    const apart = Math.abs(person.others[k] - control.others[k]);
    if (apart > calipers[k + 1]) calipersExceeded += 1;
  }
  return { calipersExceeded, distance };
}

function compareGaps(a: Gap, b: Gap): number {
  return (
    a.exactDiffering - b.exactDiffering ||
    a.calipersExceeded - b.calipersExceeded ||
    a.distance - b.distance ||
    a.control.index - b.control.index
  );
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
