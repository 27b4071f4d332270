import type { Assignment } from './assign.ts';
import { pairCost, type Stratum } from './stratum.ts';

/**
 * Among all optimal assignments the one in which the first case has the lowest control index, then
 * the second case, and so on; having any control comes before having none.
 *
 * With optimal prices, the optimal assignments are exactly those that use tight pairs (u + v = cost)
 * and leave no control free whose price is below 0. So a case may take a control when, along tight
 * pairs, a chain of moves of later cases leads from that control to the place the case gives up;
 * free controls take part in such chains as one more mover. Cases already settled stay.
 *
 * @returns The control index per case of the stratum, or -1 for an unmatched one.
 */
export function settleTies(stratum: Stratum, assignment: Assignment): Int32Array {
  const ties = tiesOf(stratum, assignment);
  const { classOf, tight } = ties;
  const controls = new Int32Array(classOf.length);
  const settled = new Int32Array(stratum.classes.length);
  // The members of a class are alike, so that it always gives away its lowest one.
  const lowest = (y: number) => stratum.classes[y]?.members[settled[y]] ?? Infinity;
  for (let i = 0; i < controls.length; i += 1) {
    const held = classOf[i];
    const better = tight[i]
      .filter((y) => lowest(y) < lowest(held))
      .sort((a, b) => lowest(a) - lowest(b));
    if (better.length > 0) {
      const chains = chainsTo(ties, i, better[0]);
      const choice = better.find((y) => startsChain(ties, chains, y)) ?? held;
      follow(ties, chains, { from: choice, to: held });
      classOf[i] = choice;
    }
    const y = classOf[i];
    controls[i] = y < stratum.classes.length ? lowest(y) : -1;
    if (controls[i] >= 0) settled[y] += 1;
  }
  return controls;
}

interface Ties {
  readonly classOf: Int32Array;
  readonly free: Int32Array;
  readonly v: Float64Array;
  /** Classes of each case for which u + v = cost. */
  readonly tight: readonly (readonly number[])[];
  /** Those of price 0: the only ones that may have free controls. */
  readonly priceless: readonly (readonly number[])[];
  readonly isTight: (i: number, y: number) => boolean;
}

function tiesOf(stratum: Stratum, { classOf, free, u, v, unmatchedCost }: Assignment): Ties {
  const unmatched = stratum.classes.length;
  const isTight = (i: number, y: number) =>
    u[i] + v[y] === (y === unmatched ? unmatchedCost : pairCost(stratum, i, y));
  const classes = [...v.keys()];
  const tight = stratum.cases.map((_, i) => classes.filter((y) => isTight(i, y)));
  return {
    classOf: classOf.slice(),
    free: free.slice(),
    v,
    tight,
    priceless: tight.map((list) => list.filter((y) => v[y] === 0)),
    isTight,
  };
}

/** Moves by which a place can be filled, from wherever that is possible. */
interface Chains {
  /** Class → the case that leaves it next, and where it goes. */
  readonly moves: ReadonlyMap<number, { readonly mover: number; readonly to: number }>;
  /** Where a free control, of whatever class, can go; `undefined` when that is of no use. */
  readonly freeTo: number | undefined;
}

/**
 * Searches backwards from the place that case i holds; only later cases may move. The search is over
 * when it finds the class that is wanted most.
 */
function chainsTo(
  { classOf, free, v, priceless, isTight }: Ties,
  i: number,
  wanted: number,
): Chains {
  const held = classOf[i];
  const moves = new Map<number, { readonly mover: number; readonly to: number }>();
  const queue = [held];
  let freeTo: number | undefined;
  let waiting: number[] = [];
  for (let j = i + 1; j < classOf.length; j += 1) waiting.push(j);

  // Once free controls can move, a class that has one needs no case to leave it.
  const known = (x: number) => x === held || moves.has(x) || (freeTo !== undefined && free[x] > 0);
  const leave = (j: number, to: number) => {
    moves.set(classOf[j], { mover: j, to });
    queue.push(classOf[j]);
  };
  for (const y of queue) {
    if (known(wanted)) break;
    const rest: number[] = [];
    for (const j of waiting) {
      if (known(classOf[j])) continue;
      if (isTight(j, y)) leave(j, y);
      else rest.push(j);
    }
    waiting = rest;
    if (v[y] < 0 || freeTo !== undefined) continue;
    freeTo = y;
    for (const j of waiting) {
      const to = priceless[j].find((x) => free[x] > 0);
      if (to !== undefined && !known(classOf[j])) leave(j, to);
    }
  }
  return { moves, freeTo };
}

function startsChain({ free }: Ties, { moves, freeTo }: Chains, y: number): boolean {
  return moves.has(y) || (freeTo !== undefined && free[y] > 0);
}

function follow(
  { classOf, free }: Ties,
  { moves, freeTo }: Chains,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  for (let x = from; x !== to;) {
    const move = moves.get(x);
    if (move) {
      classOf[move.mover] = move.to;
      x = move.to;
    } else if (freeTo !== undefined) {
      free[x] -= 1;
      free[freeTo] += 1;
      x = freeTo;
    } else throw new TypeError(`no chain of moves from class ${x}`);
  }
}
