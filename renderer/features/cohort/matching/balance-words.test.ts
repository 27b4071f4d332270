import type { BalanceRow } from '#contract/procedures/cohort.ts';
import { expect, test } from 'vitest';
import {
  balanceName,
  balanceSentence,
  ratioFlagged,
  smdFlagged,
  smdLimit,
  smdPlace,
  smdTicks,
} from './balance-words.ts';

const row = (before: number | null, after: number | null): BalanceRow => ({
  ...{ fact: 'sex', level: 'male', before, after },
  ...{ varianceRatioBefore: null, varianceRatioAfter: null },
});

test('a difference of exactly the bound is balanced', () => {
  expect(smdFlagged(0.1)).toBe(false);
  expect(smdFlagged(-0.101)).toBe(true);
  expect(smdFlagged(null)).toBe(false);
  expect([0.5, 2, 0.49, 2.1].map(ratioFlagged)).toEqual([false, false, true, true]);
});

test('the plot holds every difference, and is never narrower than 0.3', () => {
  expect(smdLimit([row(0.05, 0)])).toBe(0.3);
  expect(smdLimit([row(-0.62, 0.1), row(null, 0.4)])).toBe(0.7);
  expect(smdLimit([row(0.4, null)])).toBe(0.4);
});

test('zero stands in the middle', () => {
  expect(smdPlace(0, 0.4)).toBe(50);
  expect(smdPlace(-0.4, 0.4)).toBe(0);
  expect(smdPlace(0.2, 0.4)).toBe(75);
  expect(smdPlace(9, 0.4)).toBe(100);
});

test('the bounds are named apart, until there is no room between them', () => {
  expect(smdTicks(0.4).map(({ text }) => text)).toEqual(['−0.4', '−0.1', '0.1', '0.4']);
  expect(smdTicks(2.1).map(({ text }) => text)).toEqual(['−2.1', '±0.1', '2.1']);
});

test('the sentence counts what is off', () => {
  expect(balanceSentence([row(0.3, 0.05), row(0.2, 0)])).toBe(
    'No difference is beyond ±0.1 in the pairs; 2 were before.',
  );
  expect(balanceSentence([row(0.3, 0.15), row(0.05, 0)])).toBe(
    '1 of 2 differences are beyond ±0.1 in the pairs, 1 before.',
  );
  expect(balanceSentence([row(0.3, null)])).toMatch(/^No pair fits/);
  expect(balanceName(row(0, 0))).toBe('Sex: male');
});
