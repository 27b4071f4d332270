import type { ModelPerformance } from '#contract/evaluation/result.ts';
import { expect, test } from 'vitest';
import { forestPlace, forestStart } from './forest-scale.ts';

/** Models of one set each with only the part that the scale reads. */
const withLowerEnds = (ends: readonly (number | null)[]) =>
  ends.map((end) => ({
    sets: [{ auc: { value: end && end + 0.1, interval: end === null ? null : [end, 1] } }],
  })) as unknown as readonly ModelPerformance[];

test('the plot begins at the tenth below the lowest interval, with chance in view', () => {
  expect(forestStart(withLowerEnds([0.61, 0.72]))).toBe(0.4);
  expect(forestStart(withLowerEnds([0.61, 0.27]))).toBe(0.2);
  expect(forestStart(withLowerEnds([0, null]))).toBe(0);
  expect(forestStart([])).toBe(0.4);
});

test('places run from the start to one', () => {
  expect(forestPlace(0.4, 0.4)).toBe(0);
  expect(forestPlace(0.7, 0.4)).toBeCloseTo(50, 12);
  expect(forestPlace(1, 0.4)).toBe(100);
});
