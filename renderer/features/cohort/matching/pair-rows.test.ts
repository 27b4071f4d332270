import type { CohortPatient } from '#contract/procedures/cohort.ts';
import { expect, test } from 'vitest';
import { isBroken, pairDifference, pairRows } from './pair-rows.ts';

const patient = (code: string, of: Partial<CohortPatient>): CohortPatient => ({
  ...{ code, caseId: null, facts: { ageYears: 60 }, label: 0, standing: 'training' },
  ...{ excludedBy: null, fails: [], pair: null, unmatchedReason: null, synthetic: false },
  ...of,
});

const rows = pairRows([
  patient('N2', { pair: 2, facts: { ageYears: 61.3 }, standing: 'validation' }),
  patient('N1', { pair: 1 }),
  patient('P2', { pair: 2, label: 1, facts: { ageYears: 61.1 } }),
  patient('X', {}),
  patient('P1', { pair: 1, label: 1, facts: {} }),
]);

test('pairs stand by their number, pN+ and pN- apart', () => {
  expect(rows.map(({ pair, positive, negative }) => [pair, positive.code, negative.code])).toEqual([
    [1, 'P1', 'N1'],
    [2, 'P2', 'N2'],
  ]);
});

test('a difference is without the rounding of its subtraction, and none where a fact is missing', () => {
  expect(pairDifference(rows[1], 'ageYears')).toBe(-0.2);
  expect(pairDifference(rows[0], 'ageYears')).toBe(null);
});

test('a pair in two sets is broken', () => {
  expect(rows.map(isBroken)).toEqual([false, true]);
});
