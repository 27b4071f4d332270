import { evaluationSettings, type EvaluationSettings } from '#contract/evaluation/settings.ts';
import { UsageError, type Given } from './command.ts';

/** Options that say how models are judged. */
export const evaluationOptions = {
  threshold: {
    type: 'string',
    default: 'locked',
    valueHint: 'RULE',
    description:
      'locked (on internal validation), paper (on each set by itself, optimistic), or a number',
  },
  level: {
    type: 'string',
    default: '0.95',
    valueHint: 'SHARE',
    description: 'of every interval',
  },
  interval: {
    type: 'string',
    default: 'wilson',
    valueHint: 'NAME',
    description: 'of proportions: wilson or clopper-pearson',
  },
  prevalence: {
    type: 'string',
    valueHint: 'SHARE',
    description: 'of pN+ that probabilities are recalibrated to',
  },
  reference: {
    type: 'string',
    valueHint: 'MODEL',
    description: 'that the others are compared with; by default every pair',
  },
} as const;

/** @throws UsageError naming the option that cannot be meant. */
export function settingsOf(given: Given): EvaluationSettings {
  const prevalence = given.option('prevalence');
  const parsed = evaluationSettings.safeParse({
    threshold: thresholdOf(given.option('threshold') ?? 'locked'),
    level: Number(given.option('level') ?? '0.95'),
    proportionInterval: given.option('interval') ?? 'wilson',
    prevalence: prevalence === undefined ? null : Number(prevalence),
    reference: given.option('reference') ?? null,
  });
  if (parsed.success) return parsed.data;
  const [field] = parsed.error.issues[0].path;
  throw new UsageError(expected[field as keyof EvaluationSettings]);
}

const expected: { readonly [K in keyof EvaluationSettings]: string } = {
  threshold: '--threshold is locked, paper, or a number.',
  level: '--level is a share from 0.5 to 0.999.',
  proportionInterval: '--interval is wilson or clopper-pearson.',
  prevalence: '--prevalence is a share between 0 and 1.',
  reference: '--reference names a model.',
};

function thresholdOf(word: string): unknown {
  if (word === 'locked' || word === 'paper') return { mode: word };
  return { mode: 'fixed', value: word.trim() === '' ? Number.NaN : Number(word) };
}
