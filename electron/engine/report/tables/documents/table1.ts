import type { TableCell, TableDocument } from '#contract/evaluation/table-document.ts';
import type { TableOne } from '#contract/evaluation/table-one.ts';
import {
  headCell,
  maybeCell,
  notAvailable,
  numberCell,
  pCell,
  reasonsOf,
  subRowCell,
  textCell,
} from './cells.ts';
import { fixedText, percentText, signs } from './number-text.ts';
import { marks, outcomeTitles, setTitles } from './study-names.ts';

type Variable = TableOne['variables'][number];

/** Columns beyond the study's layout. */
export interface Table1Options {
  /** Name, statistic and degrees of freedom of each test, before its p-value. */
  readonly tests?: boolean;
  /** Largest absolute standardised mean difference of pN+ to pN- in each set, after the p-value. */
  readonly smd?: boolean;
}

const testNames = { 'Kruskal-Wallis': 'Kruskal-Wallis', 'chi-square': 'Chi-square' } as const;
const noPatients = 'no patients with a value';

/** Table 1: characteristics of pN+ and pN- in each set, compared across the sets. */
export function table1Document(tableOne: TableOne, options: Table1Options = {}): TableDocument {
  const sets = [...new Set(tableOne.groups.map(({ set }) => set))];
  const testHeads = options.tests ? ['Test', 'Statistic', 'df'] : [];
  const body = tableOne.variables.flatMap((variable) => rowsOf(tableOne, variable, options));
  return {
    title: 'Table 1. Clinical characteristics of the patients in each set',
    head: [
      [
        textCell('Characteristics', { rowSpan: 2 }),
        ...sets.map((set) =>
          headCell(setTitles[set], {
            columnSpan: tableOne.groups.filter((group) => group.set === set).length,
          }),
        ),
        ...[...testHeads, 'P-value'].map((title) => headCell(title, { rowSpan: 2 })),
        ...(options.smd ? [headCell('SMD', { columnSpan: sets.length })] : []),
      ],
      [
        ...tableOne.groups.map(({ label, n }) => headCell(`${outcomeTitles[label]} (n = ${n})`)),
        ...(options.smd ? sets.map((set) => headCell(setTitles[set])) : []),
      ],
    ],
    body,
    footnotes: [...footnotes(tableOne, options), ...reasonsOf(body)],
  };
}

function rowsOf(tableOne: TableOne, variable: Variable, options: Table1Options): TableCell[][] {
  const { test, label, kind } = variable;
  const missing = test.remark ?? 'no test';
  const ending = [
    ...(options.tests
      ? [
          textCell(testNames[test.name], { align: 'centre' }),
          maybeCell(test.statistic, 3, missing),
          maybeCell(test.df, 0, missing),
        ]
      : []),
    { ...pCell(test.p, missing), note: test.remark },
    ...(options.smd
      ? variable.smd.map(({ value }) => maybeCell(value, 3, 'no standardised mean difference'))
      : []),
  ];
  if (kind === 'continuous') {
    return [[textCell(markedLabel(label)), ...variable.means.map(meanCell), ...ending]];
  }
  const blanks = (cells: readonly unknown[]) => cells.map(() => textCell(''));
  const totals = tableOne.groups.map((_, g) =>
    variable.levels.reduce((sum, { counts }) => sum + counts[g], 0),
  );
  return [
    [textCell(label), ...blanks(tableOne.groups), ...ending],
    ...variable.levels.map((level) => [
      subRowCell(level.label),
      ...level.counts.map((count, g) => countCell(count, totals[g])),
      ...blanks(ending),
    ]),
  ];
}

/** "Age (years)" as "Ageᵃ (years)". */
function markedLabel(label: string): string {
  const unit = label.indexOf(' (');
  return unit < 0
    ? `${label}${marks.study}`
    : `${label.slice(0, unit)}${marks.study}${label.slice(unit)}`;
}

function meanCell(summary: Variable['means'][number]): TableCell {
  if (!summary) return notAvailable(noPatients);
  const sd = summary.sd === null ? 'NA' : fixedText(summary.sd, 1);
  const cell = numberCell(summary.mean, 1, `${signs.noBreakSpace}±${signs.noBreakSpace}${sd}`);
  return summary.sd === null ? { ...cell, note: 'one value has no standard deviation' } : cell;
}

function countCell(count: number, total: number): TableCell {
  if (total === 0) return notAvailable(noPatients);
  return numberCell(count, 0, ` (${percentText(count, total)})`);
}

function footnotes({ groups, variables }: TableOne, { smd }: Table1Options): string[] {
  const sets = new Set(groups.map(({ set }) => set)).size;
  const kinds = new Set(variables.map(({ kind }) => kind));
  const tests = [
    ...(kinds.has('categorical') ? ['chi-square test of counts'] : []),
    ...(kinds.has('continuous') ? ['Kruskal-Wallis test of values'] : []),
  ];
  const remarks = variables.flatMap(({ label, test }) =>
    test.p !== null && test.remark !== null ? [`${label}: ${test.remark}`] : [],
  );
  return [
    `Numbers of patients with the percentage of the recorded values of the column in parentheses, unless marked otherwise. P-values: ${tests.join(', ')}, each characteristic by itself across the ${sets} sets`,
    'SD Standard deviation',
    `${marks.study} Means ± SDs`,
    ...(smd
      ? ['SMD Largest absolute standardised mean difference between pN+ and pN- of a set']
      : []),
    ...remarks,
  ];
}
