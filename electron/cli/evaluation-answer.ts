import type { EvaluationResult } from '#contract/evaluation/result.ts';
import type { Answer } from './command.ts';
import { count, table } from './table.ts';

/** An evaluation for a person at a terminal, and as data. @param out Where files were written. */
export function answerOf(result: EvaluationResult, out: string | undefined): Answer {
  const three = (value: number | null) => value?.toFixed(3) ?? 'NA';
  const rows = result.models.flatMap(({ name, sets, aauc }) =>
    sets.map(({ set, n, auc, sensitivity, specificity }, row) => [
      ...[row === 0 ? name : '', set, n, three(auc.value)],
      auc.interval?.map(three).join('–') ?? 'NA',
      ...[three(sensitivity.value), three(specificity.value)],
      row === 0 ? `${three(aauc.pooled)} (${three(aauc.sd)})` : '',
    ]),
  );
  const interval = `${100 * result.settings.level} % CI`;
  const header = ['model', 'set', 'n', 'AUC', interval, 'sens.', 'spec.', 'aAUC (SD)'];
  const tests = result.comparisons.length;
  return {
    value: { out: out ?? null, result },
    text: [
      table(header, rows),
      ...result.remarks.map(({ text }) => text),
      ...(tests > 0 ? [`${count(tests, 'paired DeLong test')}.`] : []),
      ...(out === undefined ? [] : [`Tables and figures written to ${out}.`]),
      'Research use only.',
    ].join('\n'),
  };
}
