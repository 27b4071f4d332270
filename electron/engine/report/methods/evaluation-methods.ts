import type { EvaluationResult, SetPerformance } from '#contract/evaluation/result.ts';
import type { EvaluatedSet } from '#contract/evaluation/settings.ts';
import { setTitles } from '../tables/documents/study-names.ts';
import { listed, percent } from './sentences.ts';

/** Which other tables belong to the study. */
export interface Told {
  readonly tableOne: boolean;
  readonly balance: boolean;
}

/** What was computed and how; what has no value in this result is not spoken of. */
export function evaluationSentences(result: EvaluationResult, told: Told): string[] {
  const { settings, models, comparisons, subgroups } = result;
  const rows = models.flatMap(({ sets }) => sets);
  const has = (value: (row: SetPerformance) => unknown) => rows.some((row) => value(row) !== null);
  const level = percent(settings.level);
  return [
    ...(told.tableOne
      ? [
          'Characteristics were compared across the sets by the chi-square test (counts) and the Kruskal-Wallis test (continuous values).',
        ]
      : []),
    ...(told.balance
      ? [
          'Balance before and after matching was described by standardised mean differences and variance ratios.',
        ]
      : []),
    ...(result.sets.length > 0 ? [setsSentence(result)] : []),
    ...(has(({ threshold }) => threshold) ? [thresholdSentence(result)] : []),
    ...(has(({ auc }) => auc.value)
      ? [
          `The area under the empirical ROC curve (AUC) is given with a ${level} confidence interval after DeLong.`,
        ]
      : []),
    ...(models.some(({ aauc }) => aauc.pooled !== null)
      ? ['aAUC is the AUC of the pooled scores of all sets, with its standard error after DeLong.']
      : []),
    ...(comparisons.some(({ p }) => p !== null) ? [comparisonSentence(result)] : []),
    ...(has(({ brier }) => brier) ? calibrationSentences(result) : []),
    ...(rows.some(({ netBenefit }) => netBenefit.length > 0)
      ? ['Net benefit was compared with treating all and treating none.']
      : []),
    ...(subgroups.length > 0
      ? [
          `AUCs are also given by ${listed([...new Set(subgroups.map(({ by }) => (by === 'contrast' ? 'use of contrast' : by)))])}.`,
        ]
      : []),
  ];
}

function setsSentence({ sets }: EvaluationResult): string {
  const names = sets.map(
    ({ set, n, positives }) => `${inSentence(set)} (n = ${n}, ${positives} pN+)`,
  );
  return `Models were evaluated on ${listed(names)}.`;
}

/** A set's name inside a sentence; one with a number of its own needs no article. */
function inSentence(set: EvaluatedSet): string {
  const title = setTitles[set];
  const article = /\d$/.test(title) ? '' : 'the ';
  return (
    article +
    title.charAt(0).toLowerCase() +
    title
      .slice(1)
      .replaceAll(' Set', ' set')
      .replaceAll(' Test', ' test')
      .replaceAll(' Validation', ' validation')
  );
}

const intervals = { wilson: 'Wilson', 'clopper-pearson': 'Clopper-Pearson' } as const;

function thresholdSentence({ settings }: EvaluationResult): string {
  const { threshold, proportionInterval } = settings;
  const measures = `Accuracy, sensitivity, specificity, PPV and NPV, with ${percent(settings.level)} ${intervals[proportionInterval]} intervals,`;
  switch (threshold.mode) {
    case 'locked':
      return `${measures} are given at the threshold that maximises Youden’s index on the internal validation set, applied unchanged to the other sets; on internal validation they are therefore optimistic.`;
    case 'paper':
      return `${measures} are given at the threshold that maximises Youden’s index on each set by itself, and are therefore optimistic.`;
    case 'fixed':
      return `${measures} are given at the fixed threshold ${threshold.value}.`;
  }
}

function comparisonSentence({ settings, models }: EvaluationResult): string {
  const reference = models.find(({ id }) => id === settings.reference);
  const pairs = reference ? `each model with ${reference.name}` : 'every two models';
  return `DeLong’s test for correlated ROC curves compared ${pairs} on the patients that both had scored; P-values are also given after Holm’s adjustment over the comparisons of a set.`;
}

/** Net benefit is told after these: it is of the same probabilities. */
function calibrationSentences({ settings: { prevalence }, models }: EvaluationResult): string[] {
  const whose = models.every(({ probabilities }) => probabilities)
    ? ''
    : ' of the models that give probabilities';
  return [
    ...(prevalence === null
      ? []
      : [
          `Probabilities were first recalibrated to a prevalence of ${percent(prevalence)}, unless the prevalence among the development patients was unknown.`,
        ]),
    `Calibration${whose} was described by the Brier score, intercept and slope.`,
  ];
}
