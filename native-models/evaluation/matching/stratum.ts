/** Controls of a stratum that agree in every numeric variable: interchangeable but for their index. */
export interface ControlClass {
  /** Distance variable, grid steps. */
  readonly position: number;
  /** The other caliper variables, grid steps. */
  readonly others: readonly number[];
  /** Control indices, ascending. */
  readonly members: readonly number[];
}

/** A case of a stratum. */
export interface StratumCase {
  readonly index: number;
  readonly position: number;
  readonly others: readonly number[];
}

/** Cases and controls that agree in all exact variables; everything in whole grid steps. */
export interface Stratum {
  /** In input order. */
  readonly cases: readonly StratumCase[];
  /** By ascending position. */
  readonly classes: readonly ControlClass[];
  /** Largest allowed difference in position, itself included; Infinity for any. */
  readonly caliper: number;
  /** The same for `others`. */
  readonly otherCalipers: readonly number[];
  /** Positions of the cases and of the classes side by side, for the inner loop of the search. */
  readonly casePositions: Float64Array;
  readonly classPositions: Float64Array;
}

/** @param people.controls In ascending order of index. @param calipers Distance variable first. */
export function stratumOf(
  people: { readonly cases: readonly StratumCase[]; readonly controls: readonly StratumCase[] },
  calipers: readonly number[],
): Stratum {
  const { cases, controls } = people;
  const classes = controlClasses(controls);
  return {
    cases,
    classes,
    caliper: calipers[0],
    otherCalipers: calipers.slice(1),
    casePositions: Float64Array.from(cases, ({ position }) => position),
    classPositions: Float64Array.from(classes, ({ position }) => position),
  };
}

/** Gathers alike controls. */
function controlClasses(controls: readonly StratumCase[]): readonly ControlClass[] {
  const classes = new Map<
    string,
    { position: number; others: readonly number[]; members: number[] }
  >();
  for (const { index, position, others } of controls) {
    const key = [position, ...others].join(' ');
    const alike = classes.get(key);
    if (alike) alike.members.push(index);
    else classes.set(key, { position, others, members: [index] });
  }
  return [...classes.values()].sort((a, b) => a.position - b.position);
}

/** Distance of case i and the controls of class y; Infinity where a caliper forbids the pair. */
export function pairCost(stratum: Stratum, i: number, y: number): number {
  const cost = Math.abs(stratum.casePositions[i] - stratum.classPositions[y]);
  if (cost > stratum.caliper) return Infinity;
  const { otherCalipers } = stratum;
  if (otherCalipers.length === 0) return cost;
  const [a, b] = [stratum.cases[i].others, stratum.classes[y].others];
  for (let k = 0; k < otherCalipers.length; k += 1) {
    if (Math.abs(a[k] - b[k]) > otherCalipers[k]) return Infinity;
  }
  return cost;
}
