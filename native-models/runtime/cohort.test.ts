import { expect, test } from 'vitest';
import { riskBand, shareBelow } from './cohort.ts';

const cohort = {
  probabilities: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
  labels: [0, 0, 1, 0, 1, 1, 0, 1],
};

test.each([
  { probability: 0.45, from: 0.3, to: 0.6, positives: 3 },
  { probability: 0.01, from: 0.1, to: 0.4, positives: 1 },
  { probability: 0.99, from: 0.5, to: 0.8, positives: 3 },
])('the band around $probability', ({ probability, from, to, positives }) => {
  expect(riskBand(cohort, probability, 4)).toEqual({ from, to, n: 4, positives });
});

test('a band is never larger than the cohort', () => {
  expect(riskBand(cohort, 0.5)).toEqual({ from: 0.1, to: 0.8, n: 8, positives: 4 });
  expect(() => riskBand({ probabilities: [], labels: [] }, 0.5)).toThrow(RangeError);
});

test.each([
  [9, 0],
  [10, 0],
  [15, 0.25],
  [25, 0.75],
  [30, 1],
  [99, 1],
])('of a distribution between 10 and 30 the share below %d is %d', (value, share) => {
  expect(shareBelow([10, 20, 30], value)).toBe(share);
});

test('a value that many cases share counts those below and at it', () => {
  expect(shareBelow([1, 2, 2, 2, 5], 2)).toBe(0.75);
});
