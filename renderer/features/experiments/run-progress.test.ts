import type { EpochMetrics, Run } from '#contract/procedures/experiments.ts';
import { expect, test } from 'vitest';
import { actionsOf, bestEpoch, shareDone } from './run-progress.ts';

const epoch = (at: number, auc: number | null, averageAuc: number | null): EpochMetrics => ({
  ...{ epoch: at, auc, averageAuc },
  ...{ crossEntropy: 0, contrastive: 0, learningRate: 0, seconds: 0 },
});

test('the first of equal epochs is the best, of weights or averaged copy', () => {
  const epochs = [epoch(0, null, null), epoch(1, 0.6, 0.7), epoch(2, 0.7, 0.65)];
  expect(bestEpoch(epochs)).toEqual({ epoch: 1, of: 'average', auc: 0.7 });
  expect(bestEpoch([epoch(0, 0, null)])).toEqual({ epoch: 0, of: 'weights', auc: 0 });
  expect(bestEpoch([epoch(0, null, null)])).toBeNull();
});

test('steps of the epoch at work count, and a run that stopped early is whole', () => {
  const run = { epoch: 3, step: 2, stepsPerEpoch: 4, settings: { epochs: 10 } } as Run;
  expect(shareDone({ ...run, state: 'running' })).toBeCloseTo(0.35, 12);
  expect(shareDone({ ...run, state: 'done' })).toBe(1);
  expect(shareDone({ ...run, state: 'queued', stepsPerEpoch: 0 })).toBeCloseTo(0.3, 12);
});

test('a cancelled run can be resumed, a done one only kept', () => {
  expect(actionsOf({ state: 'cancelled' })).toEqual(['resume']);
  expect(actionsOf({ state: 'done' })).toEqual(['keep']);
});
