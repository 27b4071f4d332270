import type { Job } from '#contract/procedures/jobs.ts';
import type { FeatureSet } from '#contract/procedures/risk.ts';
import { expect, test } from 'vitest';
import { featuresJob, featuresState } from './features-state.ts';

const job = (state: Job['state'], changes: Partial<Job> = {}): Job => ({
  ...{ id: state, kind: 'features', caseId: 'c1', title: '', state, progress: null, stage: '' },
  ...{ secondsLeft: null, startedAt: null, endedAt: null, resultId: null, error: null },
  ...changes,
});
const bare = { masks: [] };
const masked = { masks: [{}] } as unknown as Parameters<typeof featuresState>[0]['detail'];
const set = { id: 'set' } as FeatureSet;

test('what is stored is shown, whatever a job does', () => {
  expect(featuresState({ detail: masked, set, job: job('failed') })).toEqual({
    status: 'ready',
    set,
  });
});

test('without a set the job, then the mask decides', () => {
  const state = (detail: typeof masked, newest?: Job) =>
    featuresState({ detail, set: null, job: newest }).status;
  expect(state(masked, job('queued'))).toBe('computing');
  expect(state(masked, job('running'))).toBe('computing');
  expect(state(bare)).toBe('no-mask');
  expect(state(masked, job('cancelled'))).toBe('not-computed');
  const error = { code: 'worker-lost', details: { task: 'extract-features' } };
  expect(state(masked, job('failed', { error }))).toBe('failed');
});

test('the newest job of this case counts, not one of a cohort or of another kind', () => {
  const jobs = [
    job('failed'),
    job('done'),
    job('running', { caseId: null }),
    job('queued', { kind: 'predict' }),
  ];
  expect(featuresJob(jobs, 'c1')?.state).toBe('done');
});
