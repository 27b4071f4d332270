import type {
  EvaluationResult,
  ModelPerformance,
  SetPerformance,
} from '#contract/evaluation/result.ts';
import type { TableCell, TableDocument } from '#contract/evaluation/table-document.ts';
import {
  estimateCell,
  headCell,
  maybeCell,
  notAvailable,
  numberCell,
  over,
  reasonsOf,
  textCell,
} from './cells.ts';
import { fixedText } from './number-text.ts';
import {
  performanceIn,
  pretrainedNote,
  remarkNotes,
  setTitles,
  syntheticNote,
  table2Models,
} from './study-names.ts';
import { aucIntervalCell, withZeroError, zeroVarianceNote } from './zero-variance.ts';

/** Columns beyond the study's layout. */
export interface AucOptions {
  /** Plain and weighted mean of the sets' AUCs, after the AUC of the pooled scores. */
  readonly means?: boolean;
}

/** Values of a set in the order of the columns. */
const measures: readonly (readonly [
  title: string,
  cell: (performance: SetPerformance) => TableCell,
])[] = [
  ['Accuracy', ({ accuracy }) => estimateCell(accuracy)],
  ['Sensitivity', ({ sensitivity }) => estimateCell(sensitivity)],
  ['Specificity', ({ specificity }) => estimateCell(specificity)],
  ['PPV', ({ ppv }) => estimateCell(ppv)],
  ['NPV', ({ npv }) => estimateCell(npv)],
  ['AUC', ({ auc }) => estimateCell(auc)],
];

/** Table 2: performance of the models on each set. */
export function table2Document(result: EvaluationResult, options: AucOptions = {}): TableDocument {
  const models = table2Models(result.models);
  const interval = intervalTitle(result);
  const body = models.flatMap(({ name, model }) =>
    result.sets.map(({ set }, n) => {
      const performance = performanceIn(model, set);
      const first = n === 0;
      const rows = result.sets.length;
      return [
        ...(first ? [over(rows, textCell(name))] : []),
        textCell(setTitles[set]),
        ...measures.map(([, cell]) => (performance ? cell(performance) : notAvailable(noScores))),
        performance
          ? aucIntervalCell(performance.auc, { ...performance, level: result.settings.level })
          : notAvailable(noScores),
        ...(first ? aucCells(model, options).map((cell) => over(rows, cell)) : []),
      ];
    }),
  );
  const titles = ['Model', 'Dataset', ...measures.map(([title]) => title), interval];
  const told = models.map(({ model }) => model);
  return {
    title: 'Table 2. Performance of the models on each set',
    head: [[...titles, ...aucTitles(options)].map(columnHead)],
    body,
    footnotes: [
      `${interval} Confidence interval of the AUC after DeLong`,
      ...pretrainedNote(told),
      ...syntheticNote(told),
      ...aucNotes(told),
      ...remarkNotes(result, told, ['thresholds']),
      ...zeroVarianceNote(body),
      ...reasonsOf(body),
    ],
  };
}

const noScores = 'the model has no scores for this set';

function columnHead(title: string, n: number): TableCell {
  return n < 2 ? textCell(title) : headCell(title);
}

/** "95% CI". */
export function intervalTitle({ settings }: Pick<EvaluationResult, 'settings'>): string {
  return `${Number((100 * settings.level).toPrecision(10))}% CI`;
}

export function aucTitles({ means }: AucOptions): string[] {
  return ['aAUC (SD)', ...(means ? ['Mean AUC', 'Weighted mean AUC'] : [])];
}

/** AUC over all sets: of the pooled scores, and on request the means of the sets' AUCs. */
export function aucCells({ aauc }: ModelPerformance, { means }: AucOptions): TableCell[] {
  const { pooled, sd, plainMean, weightedMean } = aauc;
  const reason = aauc.reason ?? 'no AUC over the sets';
  const spread = sd === null ? 'NA' : fixedText(sd, 3);
  return [
    pooled === null
      ? notAvailable(reason)
      : withZeroError(numberCell(pooled, 3, ` (${spread})`), sd),
    ...(means ? [maybeCell(plainMean, 3, reason), maybeCell(weightedMean, 3, reason)] : []),
  ];
}

/** What aAUC is, since its name suggests an average. */
export function aucNotes(models: readonly ModelPerformance[]): string[] {
  return models.some(({ aauc }) => aauc.pooled !== null)
    ? ['aAUC AUC of the pooled scores of all sets; its SD is the standard error after DeLong']
    : [];
}
