import type { EvaluationResult, ModelPerformance } from '#contract/evaluation/result.ts';
import type { TableDocument } from '#contract/evaluation/table-document.ts';
import {
  estimateCell,
  headCell,
  maybeCell,
  over,
  pCell,
  reasonsOf,
  textCell,
  wholeCell,
} from './cells.ts';
import { byName, remarkNotes, setTitles, syntheticNote } from './study-names.ts';
import { intervalTitle } from './table2.ts';
import { differenceIntervalCell, zeroVarianceNote } from './zero-variance.ts';

/** Paired DeLong tests of the models on each set. */
export function delongDocument(result: EvaluationResult): TableDocument {
  const { comparisons } = result;
  const body = comparisons.map((one, n) => {
    const mine = comparisons.filter(({ set }) => set === one.set).length;
    const starts = n === 0 || comparisons[n - 1].set !== one.set;
    const why = one.difference.reason ?? 'no test';
    return [
      ...(starts ? [over(mine, textCell(setTitles[one.set]))] : []),
      textCell(nameOf(result.models, one.a)),
      textCell(nameOf(result.models, one.b)),
      wholeCell(one.n),
      estimateCell(one.difference),
      differenceIntervalCell(one.difference),
      maybeCell(one.z, 3, why),
      pCell(one.p, why),
      pCell(one.holm, why),
    ];
  });
  const interval = intervalTitle(result);
  return {
    title: 'Comparisons. DeLong’s tests of the models’ AUCs on each set',
    head: [
      [
        ...['Dataset', 'Model A', 'Model B'].map((title) => textCell(title)),
        ...['n', 'AUC A − AUC B', interval, 'z', 'P-value', 'P-value (Holm)'].map((title) =>
          headCell(title),
        ),
      ],
    ],
    body,
    footnotes: [
      'DeLong’s test for two correlated ROC curves, on the n patients that both models have scored',
      `${interval} Confidence interval of the difference`,
      'Holm P-values adjusted over the comparisons of a set',
      ...syntheticNote(compared(result)),
      ...remarkNotes(result, compared(result)),
      ...zeroVarianceNote(body),
      ...reasonsOf(body),
    ],
  };
}

function compared({ models, comparisons }: EvaluationResult): ModelPerformance[] {
  const ids = new Set(comparisons.flatMap(({ a, b }) => [a, b]));
  return models.filter(({ id }) => ids.has(id));
}

/** Printed name of the model with this id. */
export function nameOf(models: readonly ModelPerformance[], id: string): string {
  const model = models.find((one) => one.id === id);
  return model ? byName(model).name : id;
}
