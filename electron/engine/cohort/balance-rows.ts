import { smdOfContinuous, smdOfProportion, varianceRatio } from '#native/evaluation/balance.ts';
import type { MatchingRow } from '#native/evaluation/matching/problem.ts';

/** How alike cases and controls are in a variable or a level of it; null where it has no value. */
export interface VariableBalance {
  readonly variable: string;
  /** Null for a number. */
  readonly level: string | null;
  /** Standardised mean difference, cases minus controls. */
  readonly before: number | null;
  readonly after: number | null;
  readonly varianceRatioBefore: number | null;
  readonly varianceRatioAfter: number | null;
}

/** Two groups of patients by variable; '', null and undefined are missing. */
export interface Sides {
  readonly cases: readonly MatchingRow[];
  readonly controls: readonly MatchingRow[];
}

interface Variables {
  readonly numbers: readonly string[];
  /** Each of their levels makes a row. */
  readonly text: readonly string[];
}

/**
 * Balance before and after matching, over those who have the variable; one that nobody has makes
 * no row.
 */
export function balanceRows(
  { numbers, text }: Variables,
  before: Sides,
  after: Sides,
): VariableBalance[] {
  return [
    ...numbers.flatMap((variable) => numberRow(variable, before, after)),
    ...text.flatMap((variable) => levelRows(variable, before, after)),
  ];
}

function numberRow(variable: string, before: Sides, after: Sides): VariableBalance[] {
  const values = (side: readonly MatchingRow[]): number[] =>
    side.map((row) => row[variable]).filter((value) => typeof value === 'number');
  const [a, b] = [values(before.cases), values(before.controls)];
  const [c, d] = [values(after.cases), values(after.controls)];
  if (a.length + b.length === 0) return [];
  const row = {
    ...{ variable, level: null },
    before: smdOfContinuous(a, b),
    // The spread before is the yardstick of both, so that they can be compared.
    after: smdOfContinuous(c, d, { a, b }),
    varianceRatioBefore: varianceRatio(a, b),
    varianceRatioAfter: varianceRatio(c, d),
  };
  return [row];
}

function levelRows(variable: string, before: Sides, after: Sides): VariableBalance[] {
  const differenceBefore = differenceIn(variable, before);
  const differenceAfter = differenceIn(variable, after);
  return levelsOf(variable, before).map((level) => ({
    ...{ variable, level, before: differenceBefore(level), after: differenceAfter(level) },
    ...{ varianceRatioBefore: null, varianceRatioAfter: null },
  }));
}

/** Standardised difference of the shares of a level among those who have the variable. */
function differenceIn(
  variable: string,
  { cases, controls }: Sides,
): (level: string) => number | null {
  const [shareOfCases, shareOfControls] = [sharesIn(variable, cases), sharesIn(variable, controls)];
  return (level) => {
    const [a, b] = [shareOfCases(level), shareOfControls(level)];
    return a === null || b === null ? null : smdOfProportion(a, b);
  };
}

function sharesIn(
  variable: string,
  side: readonly MatchingRow[],
): (level: string) => number | null {
  const known = side.flatMap((row) => textOf(row[variable]));
  const levels = Map.groupBy(known, (text) => text);
  return (level) => (known.length === 0 ? null : (levels.get(level)?.length ?? 0) / known.length);
}

function levelsOf(variable: string, { cases, controls }: Sides): string[] {
  return [...new Set([...cases, ...controls].flatMap((row) => textOf(row[variable])))].sort();
}

/** The text of a value; none where it is missing. */
function textOf(value: MatchingRow[string]): string[] {
  return value === null || value === undefined || value === '' ? [] : [String(value)];
}
