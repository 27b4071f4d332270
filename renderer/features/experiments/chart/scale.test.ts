import { expect, test } from 'vitest';
import { fromZero, linearScale, ticks } from './scale.ts';

test('the ends of a domain come to the ends of the pixels, also upside down', () => {
  const y = linearScale([0.4, 1], [200, 20]);
  expect([y(0.4), y(0.7), y(1)].map(Math.round)).toEqual([200, 110, 20]);
});

test.each([
  { domain: [0, 12], count: 5, expected: [0, 5, 10] },
  { domain: [0.4, 1], count: 6, expected: [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] },
  { domain: [0, 0.0001], count: 2, expected: [0, 0.00005, 0.0001] },
  { domain: [0, 1], count: 1, expected: [0, 1] },
] as const)('ticks of $domain', ({ domain, count, expected }) => {
  expect(ticks(domain, count)).toEqual(expected);
});

test('losses begin at 0 and end at a round number above the largest', () => {
  expect(fromZero([0.69, 0.72])).toEqual([0, 0.8]);
  expect(fromZero([4])).toEqual([0, 4]);
  expect(fromZero([Number.NaN, Number.POSITIVE_INFINITY])).toEqual([0, 1]);
  expect(fromZero([])).toEqual([0, 1]);
});
