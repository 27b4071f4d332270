import { expect, test } from 'vitest';
import type { Traits } from './hypothesis.ts';
import { predictedDice } from './predicted-dice.ts';

const ball: Traits = {
  logRadius: 1.6,
  inner: 0.75,
  cut: 0.1,
  offset: 0.1,
  border: 0,
  alpha: 0.3,
  openingRatio: 0.2,
  wall: 0,
};

test('the polynomial of the eight traits', () => {
  // Summed term by term with Python's decimal module.
  expect(predictedDice(ball)).toBeCloseTo(0.80548575, 6);
});

test('traits beyond the fitted range count as its end', () => {
  expect(predictedDice({ ...ball, logRadius: 9 })).toBe(
    predictedDice({ ...ball, logRadius: 3.03 }),
  );
});

test('cutting, running out of view and leaving the lung all cost', () => {
  for (const worse of [{ cut: 0.8 }, { border: 0.8 }, { wall: 0.7 }, { offset: 1 }]) {
    expect(predictedDice({ ...ball, ...worse })).toBeLessThan(predictedDice(ball));
  }
});
