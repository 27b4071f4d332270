import { expect, test } from 'vitest';
import { agreementChance, assess, type Evidence } from './confidence.ts';

const clear: Evidence = {
  predictedDice: 0.8,
  agreement: 0.95,
  cut: 0.1,
  border: 0,
  coreHu: 20,
  diameterMm: 12,
  seedInside: true,
};

test('the logistic of predicted Dice and agreement', () => {
  // 1 / (1 + exp(16.8 - 10.43 p - 13.74 a)), evaluated with Python's math module.
  expect(agreementChance({ predictedDice: 0.8, agreement: 0.95 })).toBeCloseTo(0.9900185963, 6);
  expect(agreementChance({ predictedDice: 0.7, agreement: 0.8 })).toBeCloseTo(0.8165281292, 6);
});

test('a clear case is accepted without reasons', () => {
  expect(assess(clear)).toMatchObject({ verdict: 'accept', reasons: [] });
});

test('verdicts fall with the chance of agreement', () => {
  expect(assess({ ...clear, predictedDice: 0.7, agreement: 0.85 }).verdict).toBe('check');
  expect(assess({ ...clear, predictedDice: 0.6, agreement: 0.6 })).toMatchObject({
    verdict: 'not-sure',
    reasons: ['low-confidence'],
  });
});

test.each([
  { broken: { cut: 0.51 }, reason: 'no-visible-edge' },
  { broken: { coreHu: -701 }, reason: 'faint' },
  { broken: { diameterMm: 31 }, reason: 'large' },
  { broken: { border: 0.06 }, reason: 'cropped' },
  { broken: { seedInside: false }, reason: 'misses-click' },
])('$reason forces "not sure", however high the confidence', ({ broken, reason }) => {
  const { verdict, reasons, confidence } = assess({ ...clear, ...broken });
  expect(confidence).toBeLessThanOrEqual(0.7);
  expect(verdict).toBe('not-sure');
  expect(reasons).toEqual([reason]);
});
