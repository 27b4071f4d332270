import { evaluationSettings } from '#contract/evaluation/settings.ts';
import { expect, test } from 'vitest';
import { blankForm, settingsOf } from './settings-text.ts';

const isRefused = (part: Partial<typeof blankForm>) =>
  !evaluationSettings.safeParse(settingsOf({ ...blankForm, ...part })).success;

test('an untouched form locks thresholds and tells 95 % intervals of every pair', () => {
  expect(evaluationSettings.parse(settingsOf(blankForm))).toEqual({
    ...{ threshold: { mode: 'locked' }, level: 0.95, proportionInterval: 'wilson' },
    ...{ prevalence: null, reference: null },
  });
});

test('percents are shares to the last digit, with a point or a comma', () => {
  const typed = settingsOf({ ...blankForm, level: '99,7', prevalence: '18.94' });
  expect(typed).toMatchObject({ level: 0.997, prevalence: 0.1894 });
});

test('a fixed threshold counts only where it is chosen', () => {
  expect(isRefused({ threshold: 'half' })).toBe(false);
  expect(isRefused({ mode: 'fixed', threshold: 'half' })).toBe(true);
  expect(settingsOf({ ...blankForm, mode: 'fixed', threshold: '0,42' }).threshold).toEqual({
    ...{ mode: 'fixed', value: 0.42 },
  });
});

test('what cannot be is refused, field by field', () => {
  expect(isRefused({ level: '' })).toBe(true);
  expect(isRefused({ level: '100' })).toBe(true);
  expect(isRefused({ prevalence: '0' })).toBe(true);
  expect(isRefused({ prevalence: 'x' })).toBe(true);
});
