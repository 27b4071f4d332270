import { intraclassCorrelation, type IntraclassCorrelation } from '#native/estimators/icc.ts';
import type { Table } from '../tables/table.ts';

/** The features of many cases. */
export interface Extraction {
  readonly columns: readonly string[];
  /** Values in the order of the columns, by case; NaN where a case has none. */
  readonly cases: ReadonlyMap<string, readonly number[]>;
}

/** How one column of two extractions differs over the cases that both have. */
export interface ColumnComparison {
  readonly column: string;
  /** Cases in which the two values are not the same double. */
  readonly moved: number;
  /** Cases in which only one of the two has a value; they count in nothing else here. */
  readonly oneSided: number;
  /** Largest |a - b|, in the column's unit. */
  readonly maxAbsolute: number;
  /** Largest |a - b| / max(|a|, |b|); 0 where both are 0. */
  readonly maxRelative: number;
  /** The case with the largest relative difference; `undefined` where none moved. */
  readonly worstCase: string | undefined;
  /** `undefined` for fewer than three cases, or where nothing varies. */
  readonly icc: IntraclassCorrelation;
}

export interface ExtractionComparison {
  readonly cases: readonly string[];
  readonly columns: readonly ColumnComparison[];
  /** What only one of the two has; it is not compared. */
  readonly onlyFirst: Leftover;
  readonly onlySecond: Leftover;
}

interface Leftover {
  readonly cases: readonly string[];
  readonly columns: readonly string[];
}

/** Compares two extractions column by column, in the order of the first one's columns. */
export function compareExtractions(first: Extraction, second: Extraction): ExtractionComparison {
  const cases = [...first.cases.keys()].filter((id) => second.cases.has(id));
  const places = new Map(second.columns.map((column, n) => [column, n]));
  const columns = first.columns.flatMap((column, n): ColumnComparison[] => {
    const other = places.get(column);
    if (other === undefined) return [];
    const pairs = cases.map((id): Pair => ({
      id,
      a: first.cases.get(id)?.[n] ?? NaN,
      b: second.cases.get(id)?.[other] ?? NaN,
    }));
    return [compareColumn(column, pairs)];
  });
  return {
    cases,
    columns,
    onlyFirst: leftover(first, second),
    onlySecond: leftover(second, first),
  };
}

interface Pair {
  readonly id: string;
  readonly a: number;
  readonly b: number;
}

function compareColumn(column: string, all: readonly Pair[]): ColumnComparison {
  const pairs = all.filter(({ a, b }) => !Number.isNaN(a) && !Number.isNaN(b));
  const differences = pairs
    .filter(({ a, b }) => a !== b)
    .map(({ id, a, b }) => ({
      id,
      absolute: Math.abs(a - b),
      relative: Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b)),
    }));
  const maxRelative = differences.reduce((most, { relative }) => Math.max(most, relative), 0);
  return {
    column,
    moved: differences.length,
    oneSided: all.filter(({ a, b }) => Number.isNaN(a) !== Number.isNaN(b)).length,
    maxAbsolute: differences.reduce((most, { absolute }) => Math.max(most, absolute), 0),
    maxRelative,
    worstCase: differences.find(({ relative }) => relative === maxRelative)?.id,
    icc: iccOf(pairs),
  };
}

function iccOf(pairs: readonly Pair[]): IntraclassCorrelation {
  // Two cases give a number, but one that a single case decides.
  if (pairs.length < 3) return { agreement: undefined, consistency: undefined };
  const data = Float64Array.from(pairs.flatMap(({ a, b }) => [a, b]));
  return intraclassCorrelation({ rows: pairs.length, cols: 2, data });
}

function leftover(of: Extraction, other: Extraction): Leftover {
  return {
    cases: [...of.cases.keys()].filter((id) => !other.cases.has(id)),
    columns: of.columns.filter((column) => !other.columns.includes(column)),
  };
}

/** The comparison as a table for the file formats. */
export function comparisonTable({ columns }: ExtractionComparison): Table {
  return {
    columns: [
      { name: 'column', type: 'text' },
      { name: 'cases_moved', type: 'number' },
      { name: 'cases_with_one_value', type: 'number' },
      { name: 'max_absolute_difference', type: 'number' },
      { name: 'max_relative_difference', type: 'number' },
      { name: 'worst_case', type: 'text' },
      { name: 'icc_2_1_agreement', type: 'number' },
      { name: 'icc_3_1_consistency', type: 'number' },
    ],
    rows: columns.map(({ column, moved, oneSided, maxAbsolute, maxRelative, worstCase, icc }) => [
      column,
      moved,
      oneSided,
      maxAbsolute,
      maxRelative,
      worstCase ?? null,
      icc.agreement ?? null,
      icc.consistency ?? null,
    ]),
  };
}
