import type { EncodedRow, Encoding } from './encode.ts';
import type {
  Disagreement,
  MatchingProblem,
  NearestMiss,
  UnmatchedCase,
  UnmatchedReason,
} from './problem.ts';

/** Why a case has no partner, and the control that came closest to being one. */
export function explainUnmatched(
  problem: MatchingProblem,
  encoding: Encoding,
  { index, takenBy }: { readonly index: number; readonly takenBy: ReadonlyMap<number, number> },
): UnmatchedCase {
  const person = encoding.cases[index];
  if (!person) return { case: index, reason: 'value-missing', nearest: null };
  const gaps = encoding.controls.flatMap((control) =>
    control ? [gapBetween(problem, encoding, { person, control })] : [],
  );
  if (gaps.length === 0) return { case: index, reason: 'no-control-in-stratum', nearest: null };
  const closest = gaps.reduce((best, gap) => (compareGaps(gap, best) < 0 ? gap : best));
  return {
    case: index,
    reason: reasonFor(closest),
    nearest: missOf(problem, encoding, { person, closest, takenBy }),
  };
}

/** How far a control is from fitting a case. */
interface Gap {
  readonly control: EncodedRow;
  readonly exactDiffering: number;
  readonly calipersExceeded: number;
  /** Grid steps. */
  readonly distance: number;
}

interface Meeting {
  readonly person: EncodedRow;
  readonly control: EncodedRow;
}

function gapBetween(
  { exact, cases, controls }: MatchingProblem,
  { calipers }: Encoding,
  { person, control }: Meeting,
): Gap {
  let exactDiffering = 0;
  if (person.stratum !== control.stratum) {
    for (const name of exact) {
      const [a, b] = [cases[person.index][name], controls[control.index][name]];
      if (String(a) !== String(b)) exactDiffering += 1;
    }
  }
  const distance = Math.abs(person.position - control.position);
  let calipersExceeded = distance > calipers[0] ? 1 : 0;
  for (const [k, other] of person.others.entries()) {
    if (Math.abs(other - control.others[k]) > calipers[k + 1]) calipersExceeded += 1;
  }
  return { control, exactDiffering, calipersExceeded, distance };
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
