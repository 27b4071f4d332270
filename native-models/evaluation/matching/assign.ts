import { pairCost, type Stratum } from './stratum.ts';

/**
 * An optimal assignment of a stratum's cases to control classes with the prices that prove it.
 * Class `classes.length` stands for "unmatched": open to all, as large as needed, dearer than any
 * rearrangement of pairs, so that the least cost first means the most pairs.
 */
export interface Assignment {
  readonly classOf: Int32Array;
  /** Controls of each class that nobody has. */
  readonly free: Int32Array;
  /** Cost of leaving a case unmatched. */
  readonly unmatchedCost: number;
  /** Price of each case: u + v ≤ cost everywhere, equal where a case is assigned. */
  readonly u: Float64Array;
  /** Price of each class: ≤ 0, and 0 where a control is free. */
  readonly v: Float64Array;
}

/**
 * Minimum-cost assignment by successive shortest paths: each case in turn takes the cheapest chain of
 * moves that ends at a free control (or leaves one case unmatched).
 *
 * Among classes with a free control, whose price is 0, only the nearest can end a chain, and it is
 * found by two pointers that move outwards from the case; so a search looks at full classes only,
 * of which there are at most as many as cases. n cases cost O(n³) at worst, whatever the controls.
 * All quantities are integers below 2^53, hence exact.
 *
 * Source: Jonker R, Volgenant A, Computing 38:325-340, 1987 (shortest augmenting paths, dual prices).
 */
export function assign(stratum: Stratum): Assignment {
  const state = initialState(stratum);
  for (let s = 0; s < stratum.cases.length; s += 1) insert(stratum, state, s);
  return state;
}

interface State extends Assignment {
  /** Cases of each class. */
  readonly occupants: number[][];
  /** Classes without a free control. */
  readonly full: number[];
  /** Next class to look at below and above each case. */
  readonly below: Int32Array;
  readonly above: Int32Array;
  /** Length of the chain from the new case to each full class, and the case that makes its last move. */
  readonly reach: Float64Array;
  readonly via: Int32Array;
}

function initialState({ cases, classes }: Stratum): State {
  const unmatched = classes.length;
  const above = Int32Array.from(cases, ({ position }) => firstAbove(classes, position));
  const span = spanOf([...cases, ...classes].map(({ position }) => position));
  return {
    classOf: new Int32Array(cases.length).fill(-1),
    free: Int32Array.from([...classes.map(({ members }) => members.length), cases.length]),
    unmatchedCost: cases.length * span + 1,
    u: new Float64Array(cases.length),
    v: new Float64Array(unmatched + 1),
    occupants: Array.from({ length: unmatched + 1 }, () => []),
    full: [],
    below: above.map((at) => at - 1),
    above,
    reach: new Float64Array(unmatched + 1),
    via: new Int32Array(unmatched + 1),
  };
}

function spanOf(values: readonly number[]): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}

function firstAbove(classes: Stratum['classes'], position: number): number {
  let [from, to] = [0, classes.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (classes[middle].position > position) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Where a chain of moves may end. */
interface End {
  /** Total length of the chain. */
  readonly length: number;
  readonly at: number;
  /** The case that takes the free control. */
  readonly by: number;
}

function insert(stratum: Stratum, state: State, source: number): void {
  const { full, reach, u, v, occupants } = state;
  const waiting = full.slice();
  for (const y of waiting) reach[y] = Infinity;
  const settled: number[] = [];
  let nearest = look(stratum, state, { source, reached: 0, waiting });
  let end = endAt(stratum, state, { source, reached: 0 });
  while (nearest >= 0 && reach[waiting[nearest]] < end.length) {
    const y = waiting[nearest];
    settled.push(y);
    waiting[nearest] = waiting[waiting.length - 1];
    waiting.pop();
    for (const i of occupants[y]) {
      nearest = look(stratum, state, { source: i, reached: reach[y], waiting });
      const other = endAt(stratum, state, { source: i, reached: reach[y] });
      if (other.length < end.length) end = other;
    }
  }
  u[source] = end.length;
  for (const y of settled) {
    const gain = end.length - reach[y];
    v[y] -= gain;
    for (const i of occupants[y]) u[i] += gain;
  }
  move(state, source, end);
}

/** A case whose chain from the new case has length `reached`. */
interface Reached {
  readonly source: number;
  readonly reached: number;
}

/** Extends the chains to the waiting classes by one move; returns the place of the nearest, or -1. */
function look(
  stratum: Stratum,
  { reach, via, u, v }: State,
  { source, reached, waiting }: Reached & { readonly waiting: readonly number[] },
): number {
  const { classPositions, casePositions } = stratum;
  const start = reached - u[source];
  const position = casePositions[source];
  let nearest = -1;
  let shortest = Infinity;
  for (let k = 0; k < waiting.length; k += 1) {
    const y = waiting[k];
    const length = start + Math.abs(position - classPositions[y]) - v[y];
    let known = reach[y];
    // The calipers come last, for most chains are no shorter than one that is known.
    if (length < known && pairCost(stratum, source, y) < Infinity) {
      known = length;
      reach[y] = length;
      via[y] = source;
    }
    if (known < shortest) {
      shortest = known;
      nearest = k;
    }
  }
  return nearest;
}

/** The chain that ends with this case on the nearest free control. */
function endAt(stratum: Stratum, state: State, { source, reached }: Reached): End {
  const { at, cost } = nearestFree(stratum, state, source);
  return { length: reached - state.u[source] + cost, at, by: source };
}

function nearestFree(stratum: Stratum, { below, above, free, unmatchedCost }: State, i: number) {
  const last = stratum.classes.length;
  const closed = (y: number) => free[y] === 0 || pairCost(stratum, i, y) === Infinity;
  // A class that is full stays full, so that neither pointer ever turns back.
  while (below[i] >= 0 && closed(below[i])) below[i] -= 1;
  while (above[i] < last && closed(above[i])) above[i] += 1;
  const costBelow = below[i] >= 0 ? pairCost(stratum, i, below[i]) : Infinity;
  const costAbove = above[i] < last ? pairCost(stratum, i, above[i]) : Infinity;
  if (Math.min(costBelow, costAbove) === Infinity) return { at: last, cost: unmatchedCost };
  return costBelow <= costAbove
    ? { at: below[i], cost: costBelow }
    : { at: above[i], cost: costAbove };
}

/** Carries out the moves of a chain, from its end back to the new case. */
function move(state: State, source: number, end: End): void {
  const { classOf, occupants, free, full, via } = state;
  free[end.at] -= 1;
  if (free[end.at] === 0) full.push(end.at);
  let [i, to] = [end.by, end.at];
  for (;;) {
    const from = classOf[i];
    classOf[i] = to;
    occupants[to].push(i);
    if (i === source) return;
    occupants[from].splice(occupants[from].indexOf(i), 1);
    [i, to] = [via[from], from];
  }
}
