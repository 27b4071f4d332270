import type {
  EvaluationResult,
  ModelPerformance,
  SetPerformance,
} from '#contract/evaluation/result.ts';
import type { EvaluatedSet } from '#contract/evaluation/settings.ts';
import type { TableCell, TableDocument } from '#contract/evaluation/table-document.ts';
import type { TableOne } from '#contract/evaluation/table-one.ts';
import { signs } from '../tables/documents/number-text.ts';
import { table1Document } from '../tables/documents/table1.ts';
import { table2Document } from '../tables/documents/table2.ts';
import { table3Document } from '../tables/documents/table3.ts';
import type { PublishedTables } from './published-tables.ts';

/** The study's tables, laid out as a run's are, from the numbers that it printed. */
export interface PublishedDocuments {
  readonly table1: TableDocument;
  readonly table2: TableDocument;
  readonly table3: TableDocument;
}

export function publishedDocuments(tables: PublishedTables): PublishedDocuments {
  const { characteristics, performance } = tables;
  const from = `As printed in ${characteristics.source}`;
  const told = (document: TableDocument): TableDocument => ({
    ...document,
    title: document.title.replace('. ', ' as published. '),
    // What is said of a run's thresholds, sets and tests is not known of these.
    footnotes: [...document.footnotes.filter((note) => note.startsWith('ᵃ')), from],
  });
  const result = (models: ModelPerformance[]): EvaluationResult => ({
    ...emptyResult,
    sets: performance.sets,
    models,
  });
  return {
    table1: told(withPrintedP(table1Document(publishedTableOne(tables)), tables)),
    table2: told(table2Document(result(publishedNetworks(tables)))),
    table3: told(table3Document(result(publishedFusions(tables)))),
  };
}

/** Table 1 of the publication; its p-values are printed, not computed, and stand beside. */
function publishedTableOne({ characteristics }: PublishedTables): TableOne {
  const { groups, variables } = characteristics;
  return {
    groups,
    variables: variables.map((variable): TableOne['variables'][number] => {
      const { fact, label, kind } = variable;
      const test = { statistic: null, df: null, p: null, remark: null };
      return kind === 'continuous'
        ? {
            ...{ fact, label, kind, levels: [], smd: [] },
            means: variable.means.map((one, g) => ({ ...one, n: groups[g].n })),
            test: { name: 'Kruskal-Wallis', ...test },
          }
        : {
            ...{ fact, label, kind, means: [], smd: [] },
            levels: variable.levels.map((level) => ({ label: level.label, counts: level.counts })),
            test: { name: 'chi-square', ...test },
          };
    }),
  };
}

/** The document with the printed p-values, of which one says only that it is below a bound. */
function withPrintedP(
  document: TableDocument,
  { characteristics }: PublishedTables,
): TableDocument {
  const printed = characteristics.variables.map(({ p }) => p);
  let variable = 0;
  const body = document.body.map((row) => {
    if (row[0].indent) return row;
    return [...row.slice(0, -1), printedCell(row[row.length - 1], printed[variable++])];
  });
  return { ...document, body };
}

function printedCell(cell: TableCell, p: string): TableCell {
  const below = p.startsWith('<');
  return {
    ...cell,
    text: p.replace('< ', `<${signs.thinSpace}`),
    value: below ? null : Number(p),
    note: null,
  };
}

const printed = (value: number, interval: [number, number] | null = null) => ({
  ...{ value, interval, reason: null },
});
const unprinted = { value: null, interval: null, reason: 'not printed' };

/** What tables do not print of a set. */
const restOfSet = {
  ...{ threshold: null, confusion: null, brier: null },
  ...{ calibrationIntercept: unprinted, calibrationSlope: unprinted },
  ...{ roc: [], calibration: [], netBenefit: [] },
};

function publishedNetworks({ performance }: PublishedTables): ModelPerformance[] {
  return performance.models.map(({ place, aauc, sd, sets }) => ({
    ...modelOf(place, aauc, sd),
    table2: place,
    sets: sets.map(({ set, auc, interval, ...shares }) => ({
      ...restOfSet,
      ...sizeOf(performance, set),
      accuracy: printed(shares.accuracy),
      sensitivity: printed(shares.sensitivity),
      specificity: printed(shares.specificity),
      ppv: printed(shares.ppv),
      npv: printed(shares.npv),
      auc: printed(auc, interval),
    })),
  }));
}

function publishedFusions({ performance, fusions }: PublishedTables): ModelPerformance[] {
  const none = {
    ...{ accuracy: unprinted, sensitivity: unprinted, specificity: unprinted },
    ...{ ppv: unprinted, npv: unprinted },
  };
  return fusions.models.map(({ place, aauc, sd, auc }) => ({
    ...modelOf(place, aauc, sd),
    table3: place,
    sets: auc.map((one) => ({
      ...{ ...restOfSet, ...none, ...sizeOf(performance, one.set) },
      auc: printed(one.auc),
    })),
  }));
}

function modelOf(place: string, pooled: number, sd: number) {
  return {
    ...{ id: place, name: place, table2: null, table3: null, probabilities: true },
    synthetic: false,
    aauc: { pooled, sd, plainMean: null, weightedMean: null, reason: null },
  };
}

function sizeOf(
  { sets }: PublishedTables['performance'],
  set: EvaluatedSet,
): Pick<SetPerformance, 'set' | 'n' | 'positives'> {
  const size = sets.find((one) => one.set === set);
  if (!size) throw new RangeError(`Table 2 has no size of the set "${set}"`);
  return size;
}

const emptyResult: EvaluationResult = {
  settings: {
    threshold: { mode: 'paper' },
    level: 0.95,
    proportionInterval: 'wilson',
    prevalence: null,
    reference: null,
  },
  ...{ sets: [], models: [], comparisons: [], subgroups: [], remarks: [] },
};
