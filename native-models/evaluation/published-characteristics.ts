import { chiSquare, type ChiSquare } from './chi-square.ts';
import { pPrintsAs, printsAs } from './printed.ts';

/** A column of a published table of characteristics. */
export interface PublishedColumn {
  /** Columns of the same set (its groups) are added up before testing. */
  readonly set: string;
  readonly n: number;
}

/** A categorical variable as printed. */
export interface PublishedCounts {
  readonly kind: 'counts';
  readonly name: string;
  readonly levels: readonly {
    readonly name: string;
    /** A count and a column percentage per column. */
    readonly counts: readonly number[];
    readonly percentages: readonly number[];
  }[];
  /** As printed: `0.048` or `< 0.001`. */
  readonly p: string;
}

/** A variable printed as mean and standard deviation; its ranks, and so its p, cannot be had back. */
export interface PublishedMeasure {
  readonly kind: 'mean-sd';
  readonly name: string;
  readonly p: string;
}

export interface PublishedTable {
  readonly columns: readonly PublishedColumn[];
  readonly variables: readonly (PublishedCounts | PublishedMeasure)[];
  /** Of the percentages; 1 unless told. */
  readonly decimals?: number;
}

/** A percentage that its count does not print as. */
export interface WrongPercentage {
  readonly level: string;
  readonly column: number;
  readonly printed: number;
  readonly recomputed: number;
}

/** What the printed numbers of a variable say about each other. */
export interface CharacteristicCheck {
  readonly name: string;
  readonly printedP: string;
  /** Chi-square test of the counts across the sets; `null` where it cannot be recomputed. */
  readonly test: ChiSquare | null;
  readonly verdict: 'agrees' | 'cannot-be-right' | 'not-recomputable';
  /** Per level and column, in percent, from counts and column totals. */
  readonly percentages: readonly (readonly number[])[];
  readonly wrongPercentages: readonly WrongPercentage[];
  /** Columns whose counts do not add up to their n. */
  readonly wrongTotals: readonly number[];
}

/** Recomputes what a table of characteristics allows: percentages, totals and chi-square tests. */
export function checkCharacteristics(table: PublishedTable): CharacteristicCheck[] {
  return table.variables.map((variable) =>
    variable.kind === 'counts'
      ? checkCounts(variable, table)
      : {
          name: variable.name,
          printedP: variable.p,
          test: null,
          verdict: 'not-recomputable',
          percentages: [],
          wrongPercentages: [],
          wrongTotals: [],
        },
  );
}

function checkCounts(
  { name, levels, p }: PublishedCounts,
  { columns, decimals = 1 }: PublishedTable,
): CharacteristicCheck {
  const percentages = levels.map(({ counts }) =>
    counts.map((count, column) => (100 * count) / columns[column].n),
  );
  const wrongPercentages = levels.flatMap((level, i) =>
    level.percentages.flatMap((printed, column) => {
      const recomputed = percentages[i][column];
      const right = printsAs(recomputed, printed, decimals);
      return right ? [] : [{ level: level.name, column, printed, recomputed }];
    }),
  );
  const wrongTotals = columns.flatMap(({ n }, column) => {
    const sum = levels.reduce((total, { counts }) => total + counts[column], 0);
    return sum === n ? [] : [column];
  });
  const test = chiSquare(countsOfSets(levels, columns));
  const verdict =
    test === null ? 'not-recomputable' : pPrintsAs(test.p, p) ? 'agrees' : 'cannot-be-right';
  return { name, printedP: p, test, verdict, percentages, wrongPercentages, wrongTotals };
}

/** A row a set, a column a level. */
function countsOfSets(
  levels: PublishedCounts['levels'],
  columns: readonly PublishedColumn[],
): number[][] {
  return [...new Set(columns.map(({ set }) => set))].map((set) =>
    levels.map(({ counts }) =>
      counts.reduce((sum, count, column) => sum + (columns[column].set === set ? count : 0), 0),
    ),
  );
}
