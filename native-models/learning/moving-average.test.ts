import { expect, test } from 'vitest';
import { tensor } from '../graph/tensor-type.ts';
import { moveAverage, STUDY_DECAY } from './moving-average.ts';

test('an average goes the study’s share of the way to what is present', () => {
  const averages = new Map([['w', tensor([2], Float32Array.of(1, -3))]]);
  const weights = new Map([['w', tensor([2], Float32Array.of(3, 1))]]);
  moveAverage(averages, weights, STUDY_DECAY);
  // 0.9997 · 1 + 0.0003 · 3 and 0.9997 · -3 + 0.0003 · 1.
  expect(averages.get('w')?.data).toEqual(Float32Array.of(1.0006, -2.9988));
  expect(weights.get('w')?.data).toEqual(Float32Array.of(3, 1));
});

test('an average of what is not there is refused', () => {
  const averages = new Map([['w', tensor([1], Float32Array.of(1))]]);
  expect(() => moveAverage(averages, new Map(), 0.5)).toThrow(RangeError);
});
