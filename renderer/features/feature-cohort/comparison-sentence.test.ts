import type { Comparison } from '#contract/procedures/feature-comparison.ts';
import { expect, test } from 'vitest';
import {
  comparisonSummary,
  leftoverSentences,
  type ComparedColumn,
} from './comparison-sentence.ts';

const column = (name: string, changes: Partial<ComparedColumn>): ComparedColumn => ({
  ...{ column: name, moved: 0, oneSided: 0, maxAbsolute: 0, maxRelative: 0, worstCase: null },
  ...{ agreement: 1, consistency: 1 },
  ...changes,
});
const none = { cases: [], columns: [] };
const comparison = (columns: ComparedColumn[], changes: Partial<Comparison> = {}): Comparison => ({
  ...{ matchedBy: ['case'], cases: ['P-1', 'P-2'], facts: [], columns },
  ...{ onlyFirst: none, onlySecond: none },
  ...changes,
});

test('names the column and case that moved most', () => {
  const columns = [
    column('a', {}),
    column('b', { moved: 1, maxRelative: 0.25, worstCase: 'P-2' }),
    column('c', { moved: 2, maxRelative: 0.5, worstCase: 'P-1' }),
  ];
  expect(comparisonSummary(comparison(columns))).toBe(
    '2 cases in common, matched by case. 2 of 3 columns moved. The largest relative difference is 0.5, in c of P-1.',
  );
});

test('says that nothing moved, and does not call a missing value a difference', () => {
  expect(comparisonSummary(comparison([column('a', {})], { cases: ['P-1'] }))).toBe(
    '1 case in common, matched by case. No column moved: every value is the same.',
  );
  expect(comparisonSummary(comparison([column('a', { oneSided: 1 })]))).toBe(
    '2 cases in common, matched by case. 1 of 1 columns moved.',
  );
});

test('tells what only one side has, long lists by their number', () => {
  const onlyFirst = { cases: ['P-3'], columns: [] };
  const onlySecond = { cases: [], columns: ['1', '2', '3', '4', '5', '6', '7', '8'] };
  expect(leftoverSentences(comparison([], { onlyFirst, onlySecond }))).toEqual([
    'Cases only in the first: P-3.',
    'Columns only in the second: 1, 2, 3, 4, 5, 6 and 2 more.',
  ]);
});
