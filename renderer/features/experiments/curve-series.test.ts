import type { EpochMetrics } from '#contract/procedures/experiments.ts';
import { expect, test } from 'vitest';
import { aucDomain, epochPoints, nearestEpoch } from './curve-series.ts';

const epochs = [0, 1, 2].map((epoch): EpochMetrics => ({
  ...{ epoch, auc: epoch === 1 ? null : 0.6, averageAuc: 0.5 },
  ...{ crossEntropy: 0.7 - 0.1 * epoch, contrastive: 2, learningRate: 1e-4, seconds: 1 },
}));

test('an epoch stands at its end, counted from 1, and is left out without a value', () => {
  expect(epochPoints(epochs, ({ auc }) => auc)).toEqual([
    { x: 1, y: 0.6 },
    { x: 3, y: 0.6 },
  ]);
});

test('the nearest epoch is found beyond the ends, too', () => {
  expect(nearestEpoch(epochs, 2.4)?.epoch).toBe(1);
  expect(nearestEpoch(epochs, 90)?.epoch).toBe(2);
  expect(nearestEpoch([], 1)).toBeNull();
});

test('the AUC axis shows chance and whatever lies below it', () => {
  expect(aucDomain([{ x: 1, y: 0.8 }])).toEqual([0.4, 1]);
  expect(aucDomain([{ x: 1, y: 0.28 }])).toEqual([0.2, 1]);
  expect(aucDomain([])).toEqual([0.4, 1]);
});
