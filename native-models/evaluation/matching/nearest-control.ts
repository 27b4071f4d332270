import type { EncodedRow, Encoding } from './encode.ts';

/** How far a control is from fitting a case. */
export interface Gap {
  readonly control: EncodedRow;
  readonly exactDiffering: number;
  readonly calipersExceeded: number;
  /** Grid steps. */
  readonly distance: number;
}

/**
 * Finds the control that comes closest to a case: fewest exact variables differ, then fewest
 * calipers are exceeded, then the smallest distance, then the lowest index.
 *
 * Controls are gathered by what they have in common with a case, from all exact variables down to
 * none. The first gathering with anybody in it holds the closest one, and as it is sorted by the
 * distance variable, only a few of it are looked at.
 */
export function nearestControlFinder({
  controls,
  calipers,
}: Encoding): (person: EncodedRow) => Gap | undefined {
  const complete = controls
    .filter((control) => control !== undefined)
    .sort((a, b) => a.position - b.position || a.index - b.index);
  const gatherings = new Map<string, ReadonlyMap<string, readonly EncodedRow[]>>();
  const inCommon = (person: EncodedRow, kept: readonly number[]): readonly EncodedRow[] => {
    const name = kept.join();
    const known = gatherings.get(name) ?? Map.groupBy(complete, (one) => valuesOf(one, kept));
    gatherings.set(name, known);
    return known.get(valuesOf(person, kept)) ?? [];
  };
  const [first] = complete;
  const exact = first ? exactOf(first).length : 0;
  return (person) => {
    for (let exactDiffering = 0; exactDiffering <= exact; exactDiffering += 1) {
      const closest = subsets(exact, exact - exactDiffering)
        .flatMap((kept) => closestOf(inCommon(person, kept), person, calipers) ?? [])
        .reduce<Fit | undefined>(
          (best, fit) => (best && isCloser(best, fit) ? best : fit),
          undefined,
        );
      if (closest) return { ...closest, exactDiffering };
    }
    return undefined;
  };
}

type Fit = Omit<Gap, 'exactDiffering'>;

/** A stratum's key is the JSON of the exact values. */
function exactOf({ stratum }: EncodedRow): readonly string[] {
  return JSON.parse(stratum) as string[];
}

function valuesOf(person: EncodedRow, kept: readonly number[]): string {
  const values = exactOf(person);
  return kept.length === values.length
    ? person.stratum
    : JSON.stringify(kept.map((k) => values[k]));
}

/** All ways to keep `size` of the numbers 0 to n - 1. */
function subsets(n: number, size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return Array.from({ length: n - size + 1 }, (_, k) => n - 1 - k).flatMap((last) =>
    subsets(last, size - 1).map((others) => [...others, last]),
  );
}

/** @param controls By ascending position. */
function closestOf(
  controls: readonly EncodedRow[],
  person: EncodedRow,
  calipers: readonly number[],
): Fit | undefined {
  let after = firstFrom(controls, person.position);
  let before = after - 1;
  let best: Fit | undefined;
  // From the person's own position outwards, so that distances only grow.
  while (before >= 0 || after < controls.length) {
    const below = before < 0 ? Infinity : person.position - controls[before].position;
    const above = after < controls.length ? controls[after].position - person.position : Infinity;
    const distance = Math.min(below, above);
    if (best && distance > best.distance && best.calipersExceeded <= Number(distance > calipers[0]))
      break;
    const control = below <= above ? controls[before--] : controls[after++];
    const fit = { control, calipersExceeded: exceeded(person, control, calipers), distance };
    if (!best || isCloser(fit, best)) best = fit;
  }
  return best;
}

/** Index of the first control at or after a position. */
function firstFrom(controls: readonly EncodedRow[], position: number): number {
  let [low, high] = [0, controls.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (controls[middle].position < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function exceeded(person: EncodedRow, control: EncodedRow, calipers: readonly number[]): number {
  let count = Math.abs(person.position - control.position) > calipers[0] ? 1 : 0;
  for (let k = 0; k < person.others.length; k += 1) {
    const apart = Math.abs(person.others[k] - control.others[k]);
    if (apart > calipers[k + 1]) count += 1;
  }
  return count;
}

function isCloser(a: Fit, b: Fit): boolean {
  const by =
    a.calipersExceeded - b.calipersExceeded ||
    a.distance - b.distance ||
    a.control.index - b.control.index;
  return by < 0;
}
