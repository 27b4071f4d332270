import { gridFor, type Grid } from './grid.ts';
import type { MatchingProblem, MatchingRow } from './problem.ts';
import type { StratumCase } from './stratum.ts';

/** A patient with every value present: the stratum's key and the numeric values in grid steps. */
export interface EncodedRow extends StratumCase {
  readonly stratum: string;
}

/** Cases and controls as the solver takes them; `undefined` where a value is missing. */
export interface Encoding {
  readonly cases: readonly (EncodedRow | undefined)[];
  readonly controls: readonly (EncodedRow | undefined)[];
  /** The distance variable first, then the other numeric variables in the order of the settings. */
  readonly variables: readonly string[];
  /** Largest allowed difference per variable, grid steps. */
  readonly calipers: readonly number[];
  readonly grids: readonly Grid[];
  /** Grid of the distance variable. */
  readonly distance: Grid;
}

export function encode(problem: MatchingProblem): Encoding {
  const { cases, controls, calipers, distance } = problem;
  const variables = [distance, ...Object.keys(calipers).filter((name) => name !== distance)];
  const rows = [...cases, ...controls];
  const grids = variables.map((name) =>
    gridFor(
      rows.map((row) => numberOf(row, name)).filter((value) => value !== undefined),
      cases.length,
    ),
  );
  const encodeRow = (row: MatchingRow, index: number) =>
    rowOf(row, index, { problem, variables, grids });
  return {
    cases: cases.map(encodeRow),
    controls: controls.map(encodeRow),
    variables,
    calipers: variables.map((name, k) => widthOf(name, calipers[name] ?? null, grids[k])),
    grids,
    distance: grids[0],
  };
}

function widthOf(name: string, width: number | null, grid: Grid): number {
  if (width === null) return Infinity;
  if (!(width >= 0)) throw new RangeError(`the caliper of ${name} is ≥ 0, got ${width}`);
  return grid.toSteps(width);
}

function rowOf(
  row: MatchingRow,
  index: number,
  settings: {
    readonly problem: MatchingProblem;
    readonly variables: readonly string[];
    readonly grids: readonly Grid[];
  },
): EncodedRow | undefined {
  const exact = settings.problem.exact.map((name) => row[name]);
  const numbers = settings.variables.map((name) => numberOf(row, name));
  if (exact.some(isMissing)) return undefined;
  const steps = numbers.flatMap((value, k) =>
    value === undefined ? [] : [settings.grids[k].toSteps(value)],
  );
  if (steps.length < numbers.length) return undefined;
  const [position, ...others] = steps;
  // As JSON, so that no value can pass for the border between two.
  return { index, position, others, stratum: JSON.stringify(exact.map(String)) };
}

function isMissing(value: MatchingRow[string]): boolean {
  return value === null || value === undefined || value === '' || Number.isNaN(value);
}

function numberOf(row: MatchingRow, name: string): number | undefined {
  const value = row[name];
  if (isMissing(value)) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new RangeError(`${name} is matched as a number, got a value that is none`);
  }
  return value;
}
