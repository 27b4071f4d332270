import { expect, test } from 'vitest';
import { roughTime, sumEstimates } from './estimate-sum.ts';

const estimate = {
  ...{ parameters: 10, learned: 10, secondsPerStep: 1, totalSeconds: 100 },
  ...{ peakBytes: 5, availableBytes: 8, fits: true, suggestion: null },
};

test('runs go one after another: times add up, memory does not', () => {
  const tight = { ...estimate, peakBytes: 9, availableBytes: 7, fits: false, suggestion: 'Less.' };
  expect(sumEstimates([estimate, tight, tight])).toEqual({
    ...{ totalSeconds: 300, secondsPerStep: 1, parameters: 10, learned: 10 },
    ...{ peakBytes: 9, availableBytes: 7, fits: false, suggestions: ['Less.'] },
  });
});

test.each([
  [0.2, '1 s'],
  [80, '80 s'],
  [430, '7 min'],
  [7 * 3600, '7 h'],
  [260_000, '3 days'],
])('%d s are "%s"', (seconds, words) => {
  expect(roughTime(seconds)).toBe(words);
});
