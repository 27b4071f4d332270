import type { EvaluationSettings } from '#contract/evaluation/settings.ts';

/** The settings as they are typed; shares in percent. */
export interface SettingsText {
  readonly mode: EvaluationSettings['threshold']['mode'];
  readonly threshold: string;
  readonly level: string;
  readonly interval: EvaluationSettings['proportionInterval'];
  /** Empty: probabilities stay as they are. */
  readonly prevalence: string;
  /** Id of a model; empty: every pair. */
  readonly reference: string;
}

/** Thresholds from internal validation, applied unchanged: what tells least that is too good. */
export const blankForm: SettingsText = {
  mode: 'locked',
  threshold: '0.5',
  level: '95',
  interval: 'wilson',
  prevalence: '',
  reference: '',
};

/** What the form means; NaN where a field holds no number, which the contract refuses. */
export function settingsOf(text: SettingsText): EvaluationSettings {
  return {
    threshold:
      text.mode === 'fixed'
        ? { mode: 'fixed', value: numberOf(text.threshold) }
        : { mode: text.mode },
    level: shareOf(text.level),
    proportionInterval: text.interval,
    prevalence: text.prevalence.trim() === '' ? null : shareOf(text.prevalence),
    reference: text.reference === '' ? null : text.reference,
  };
}

/** Percent as a share, without the last binary digits of a division: 95 gives 0.95. */
function shareOf(percent: string): number {
  return Number((numberOf(percent) / 100).toPrecision(12));
}

/** A number as it is typed, with a point or a comma; NaN for anything else. */
function numberOf(typed: string): number {
  const plain = typed.trim().replace(',', '.');
  return plain === '' ? Number.NaN : Number(plain);
}
