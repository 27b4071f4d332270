import type { EvaluationResult } from '#contract/evaluation/result.ts';
import type { TableDocument } from '#contract/evaluation/table-document.ts';
import { estimateCell, headCell, notAvailable, over, reasonsOf, textCell } from './cells.ts';
import { oneLine } from './one-line.ts';
import {
  mappedNote,
  marks,
  performanceIn,
  remarkNotes,
  setTitles,
  syntheticNote,
  table3Models,
  table3Rows,
} from './study-names.ts';
import { aucCells, aucNotes, aucTitles, type AucOptions } from './table2.ts';
import { zeroVarianceNote } from './zero-variance.ts';

/** Table 3: AUCs of the ways to fuse features. Models that have no place in it are not told of. */
export function table3Document(result: EvaluationResult, options: AucOptions = {}): TableDocument {
  const models = table3Models(result.models);
  const groupOf = (n: number) => table3Rows[models[n].place].model;
  const body = models.map(({ place, model }, n) => {
    const starts = n === 0 || groupOf(n - 1) !== groupOf(n);
    const rows = models.filter((_, other) => groupOf(other) === groupOf(n)).length;
    const synthetic = model.synthetic ? marks.synthetic : '';
    return [
      ...(starts ? [over(rows, textCell(groupOf(n)))] : []),
      textCell(`${table3Rows[place].fusion}${synthetic}`),
      ...result.sets.map(({ set }) => {
        const performance = performanceIn(model, set);
        return performance
          ? estimateCell(performance.auc)
          : notAvailable('the model has no scores for this set');
      }),
      ...aucCells(model, options),
    ];
  });
  const told = models.map(({ model }) => model);
  return {
    title: 'Table 3. AUC of each feature fusion on each set',
    head: [
      [
        textCell('Model'),
        textCell('Feature Fusion'),
        ...result.sets.map(({ set }) => headCell(setTitles[set])),
        ...aucTitles(options).map((title) => headCell(title)),
      ],
    ],
    body,
    footnotes: [
      `AUC Area under the ROC curve${sourcesOf(models)}`,
      ...mappedNote(told),
      ...syntheticNote(told),
      ...aucNotes(told),
      ...(models.length === 0 ? ['No model has a place in this table'] : remarkNotes(result, told)),
      ...zeroVarianceNote(body),
      ...reasonsOf(body),
    ],
  };
}

/** Which model stands in each place that says only what it is made of. */
function sourcesOf(models: ReturnType<typeof table3Models>): string {
  const named = models
    .filter(({ place }) => place === 'Radiomics' || place === 'Deep Learning')
    .filter(({ place, model }) => model.name !== place)
    .map(({ place, model }) => `${place}: ${oneLine(model.name)}`);
  return named.length > 0 ? `. ${named.join('; ')}` : '';
}
