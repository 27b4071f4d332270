import type { Experiment, Run } from '#contract/procedures/experiments.ts';
import { expect, test } from 'vitest';
import { comparisonRows, resultRows } from './comparison-rows.ts';

type Aucs = Experiment['radiomicsOnly'];
const radiomics: Aucs = [
  { set: 'test-1', n: 20, positives: 7, auc: 0.7 },
  { set: 'validation', n: 18, positives: 8, auc: null },
];
const own: Aucs = [
  { set: 'test-1', n: 20, positives: 7, auc: 0.75 },
  { set: 'training', n: 42, positives: 18, auc: 0.9 },
];

test('a result stands in the study’s order beside the radiomics alone', () => {
  expect(resultRows(own, radiomics)).toEqual([
    { set: 'training', n: 42, positives: 18, auc: 0.9, radiomics: null },
    { set: 'test-1', n: 20, positives: 7, auc: 0.75, radiomics: 0.7 },
  ]);
});

test('runs stand below the radiomics alone; one that has not ended has no AUC', () => {
  const run = (id: string, best: Run['best']): Run => ({ id, name: id, best }) as Run;
  const done = { epoch: 3, of: 'weights', sets: own } as const;
  const rows = comparisonRows({
    radiomicsOnly: radiomics,
    runs: [run('fusion', { ...done, sets: [...own] }), run('alone', null)],
  });
  expect(rows.map(({ id, place, aucs }) => [id, place, aucs['test-1']])).toEqual([
    ['radiomics', 0, 0.7],
    ['fusion', 1, 0.75],
    ['alone', 2, null],
  ]);
});
