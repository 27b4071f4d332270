import { expect, test } from 'vitest';
import { tinySettings } from '../../testing/study-library.ts';
import { estimateOn, type EstimateOrder } from './estimate-run.ts';

const paper = { ...tinySettings, width: 1, inputSize: 96, batch: 12, epochs: 100 };
const study = { training: 470, validation: 202 };
const orderOf = (changes: Partial<EstimateOrder>): EstimateOrder => ({
  ...{ settings: paper, cases: study, availableBytes: 64e9 },
  measured: { settings: paper, cases: study, epochSeconds: 600 },
  ...changes,
});

test('a run of what was measured takes its epochs', () => {
  const { totalSeconds, secondsPerStep, fits, suggestion } = estimateOn(orderOf({}));
  expect(totalSeconds).toBeCloseTo(100 * 600, 6);
  // Forty steps and the evaluation of the validation set, which costs a third of as many images.
  expect(secondsPerStep).toBeGreaterThan(600 / 40 / 1.5);
  expect(secondsPerStep).toBeLessThan(600 / 40);
  expect(fits).toBe(true);
  expect(suggestion).toBeNull();
});

test('with little memory the change is named that suffices', () => {
  const whole = estimateOn(orderOf({})).peakBytes;
  const tight = estimateOn(orderOf({ availableBytes: 0.5 * whole }));
  expect(tight.fits).toBe(false);
  expect(tight.suggestion).toMatch(/too little free memory.*two-pass/);
  const none = estimateOn(orderOf({ availableBytes: 1e6 }));
  expect(none.suggestion).toMatch(/Choose a narrower network/);
});

test('a run of days is said to be one', () => {
  const slow = orderOf({ measured: { settings: paper, cases: study, epochSeconds: 20_000 } });
  const { fits, suggestion } = estimateOn(slow);
  expect(fits).toBe(true);
  expect(suggestion).toMatch(/take days.*last stage/);
});
