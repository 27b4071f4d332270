import { expect, test } from 'vitest';
import { gridFor } from './grid.ts';

test('decimals become whole steps, whose differences and sums are exact', () => {
  const { toSteps, toUnits } = gridFor([0.1, 64.4], 1000);
  expect(0.1 + 0.2).not.toBe(0.3);
  expect(toUnits(toSteps(0.1) + toSteps(0.2))).toBe(0.3);
  expect(toSteps(64.4) - toSteps(59.4)).toBe(toSteps(5));
});

test('the grid gets coarser before sums leave the exact integers', () => {
  const terms = 10_000;
  for (const largest of [1, 1e3, 1e6, 1e9]) {
    const { stepsPerUnit, toSteps } = gridFor([-largest, largest], terms);
    expect(stepsPerUnit).toBeLessThanOrEqual(1e6);
    expect(terms * (toSteps(largest) - toSteps(-largest))).toBeLessThan(2 ** 50);
    expect(Number.isSafeInteger(toSteps(largest))).toBe(true);
  }
});
