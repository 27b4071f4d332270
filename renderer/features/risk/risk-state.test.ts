import type { CaseDetail, MaskVersion } from '#contract/procedures/cases.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import { expect, test } from 'vitest';
import { mayReadRisk, predictionJob, riskState } from './risk-state.ts';

const detail = (masks: number) =>
  ({ masks: Array.from({ length: masks }, () => ({}) as MaskVersion) }) as unknown as CaseDetail;
const job = (state: Job['state'], facts: Partial<Job> = {}): Job => ({
  id: 'j',
  kind: 'predict',
  caseId: 'c',
  title: 'Predict',
  state,
  progress: null,
  stage: '',
  secondsLeft: null,
  startedAt: null,
  endedAt: null,
  resultId: null,
  error: null,
  ...facts,
});
const known = { detail: detail(1), prediction: null, job: undefined };

test('without a mask there is nothing to predict from', () => {
  expect(riskState({ ...known, detail: detail(0) }).status).toBe('no-mask');
});

test('a mask without a prediction asks for one', () => {
  expect(riskState(known).status).toBe('not-computed');
  expect(riskState({ ...known, job: job('cancelled') }).status).toBe('not-computed');
});

test('a job at work is shown rather than the number it will replace', () => {
  expect(riskState({ ...known, job: job('running') }).status).toBe('computing');
});

test('a failure is shown until there is a number', () => {
  const error = { code: 'mask-empty', details: { caseId: 'c' } };
  const failed = riskState({ ...known, job: job('failed', { error }) });
  expect(failed).toEqual({ status: 'failed', error });
});

test('the newest prediction of this very case counts', () => {
  const jobs = [
    job('failed', { id: 'old' }),
    job('running', { id: 'new' }),
    job('running', { id: 'other', caseId: 'd' }),
    job('running', { id: 'features', kind: 'features' }),
  ];
  expect(predictionJob(jobs, 'c')?.id).toBe('new');
});

test('an annotator stays blind', () => {
  expect(mayReadRisk('annotator')).toBe(false);
  expect(mayReadRisk('clinician')).toBe(true);
});
