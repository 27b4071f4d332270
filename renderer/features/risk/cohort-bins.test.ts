import { expect, test } from 'vitest';
import { cohortBins, cohortPercentile } from './cohort-bins.ts';

test('cases fall into steps by probability and label; 1 belongs to the last', () => {
  const bins = cohortBins([0, 0.24, 0.25, 0.25, 0.99, 1], [0, 1, 1, 0, 1, 0], 4);
  expect(bins.map((b) => [b.negatives, b.positives])).toEqual([
    [1, 1],
    [1, 1],
    [0, 0],
    [1, 1],
  ]);
  expect(bins[1]).toMatchObject({ from: 0.25, to: 0.5 });
});

test('no case is lost', () => {
  const probabilities = Array.from({ length: 101 }, (_, i) => i / 100);
  const bins = cohortBins(
    probabilities,
    probabilities.map((_, i) => i % 2),
    30,
  );
  expect(bins.reduce((sum, b) => sum + b.negatives + b.positives, 0)).toBe(101);
});

test('the percentile counts smaller probabilities only', () => {
  expect(cohortPercentile([0.1, 0.2, 0.2, 0.9], 0.2)).toBe(0.25);
  expect(cohortPercentile([], 0.2)).toBe(0);
});
