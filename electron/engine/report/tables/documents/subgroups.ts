import type { EvaluationResult } from '#contract/evaluation/result.ts';
import type { TableDocument } from '#contract/evaluation/table-document.ts';
import { estimateCell, headCell, over, reasonsOf, textCell, wholeCell } from './cells.ts';
import { nameOf } from './comparisons.ts';
import { remarkNotes, syntheticNote } from './study-names.ts';
import { intervalTitle } from './table2.ts';
import { aucIntervalCell, zeroVarianceNote } from './zero-variance.ts';

const divisions = { hospital: 'Hospital', contrast: 'Contrast' } as const;

/** AUCs of the models by hospital and by contrast. */
export function subgroupsDocument(result: EvaluationResult): TableDocument {
  const { subgroups, models } = result;
  const same = (a: number, b: number) =>
    subgroups[a].by === subgroups[b].by && subgroups[a].level === subgroups[b].level;
  const body = subgroups.map((one, n) => {
    const starts = n === 0 || !same(n - 1, n);
    const rows = subgroups.filter((_, other) => same(other, n)).length;
    return [
      ...(starts ? [over(rows, textCell(divisions[one.by])), over(rows, textCell(one.level))] : []),
      textCell(nameOf(models, one.model)),
      wholeCell(one.n),
      wholeCell(one.positives),
      estimateCell(one.auc),
      aucIntervalCell(one.auc, { ...one, level: result.settings.level }),
    ];
  });
  const interval = intervalTitle(result);
  const ids = new Set(subgroups.map(({ model }) => model));
  const told = models.filter(({ id }) => ids.has(id));
  return {
    title: 'Subgroups. AUC of the models by hospital and contrast',
    head: [
      [
        ...['Subgroup', 'Level', 'Model'].map((title) => textCell(title)),
        ...['n', 'pN+', 'AUC', interval].map((title) => headCell(title)),
      ],
    ],
    body,
    footnotes: [
      'Patients of all evaluated sets together',
      `${interval} Confidence interval of the AUC after DeLong`,
      ...syntheticNote(told),
      ...remarkNotes(result, told),
      ...zeroVarianceNote(body),
      ...reasonsOf(body),
    ],
  };
}
