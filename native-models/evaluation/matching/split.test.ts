import { expect, test } from 'vitest';
import { seededRandom } from '../../numeric/random.ts';
import { splitAsPublished, splitPairs } from './split.ts';

const pairs = Array.from({ length: 336 }, (_, n) => ({ case: n, control: 1000 + n }));

test('pairs stay together, with the counts of the study', () => {
  const { training, validation } = splitPairs(pairs, 0.7, seededRandom(5));
  expect([training.length, validation.length]).toEqual([235, 101]);
  const back = [...training, ...validation].toSorted((a, b) => a.case - b.case);
  expect(back).toEqual(pairs);
  expect(training).toEqual(training.toSorted((a, b) => a.case - b.case));
});

test('half a pair is rounded up', () => {
  expect(splitPairs(pairs.slice(0, 5), 0.7, seededRandom(5)).training).toHaveLength(4);
});

test('the same seed gives the same split, another seed another', () => {
  const split = (seed: number) => splitPairs(pairs, 0.7, seededRandom(seed));
  expect(split(5)).toEqual(split(5));
  expect(split(6)).not.toEqual(split(5));
});

test('the published split draws each class by itself and so breaks pairs', () => {
  const groups = {
    cases: pairs.map((pair) => pair.case),
    controls: pairs.map((pair) => pair.control),
  };
  const { cases, controls } = splitAsPublished(groups, 0.7, seededRandom(5));
  expect([cases.training.length, cases.validation.length]).toEqual([235, 101]);
  expect([controls.training.length, controls.validation.length]).toEqual([235, 101]);
  const kept = cases.training.filter((n) => controls.training.includes(1000 + n));
  expect(kept.length).toBeLessThan(235);
});

test('all, nothing, and a share that is none', () => {
  expect(splitPairs(pairs, 1, seededRandom(1)).training).toEqual(pairs);
  expect(splitPairs([], 0.7, seededRandom(1))).toEqual({ training: [], validation: [] });
  expect(() => splitPairs(pairs, 1.1, seededRandom(1))).toThrow(RangeError);
});
