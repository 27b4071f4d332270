import { expect, test } from 'vitest';
import { csvFile } from '../tables/csv.ts';
import { compareExtractions, comparisonTable, type Extraction } from './compare-extractions.ts';

const extraction = (
  columns: readonly string[],
  cases: Readonly<Record<string, readonly number[]>>,
): Extraction => ({ columns, cases: new Map(Object.entries(cases)) });

const first = extraction(['Mean', 'Energy', 'Old'], {
  p1: [10, 4, 1],
  p2: [-20, 8, 1],
  p3: [30, 0, 1],
  gone: [1, 1, 1],
});
const second = extraction(['New', 'Energy', 'Mean'], {
  p3: [0, 0, 30],
  p2: [0, 8, -25],
  p1: [0, 4, 9],
  come: [1, 1, 1],
});

test('columns are matched by name and cases by id; the largest differences name their case', () => {
  const { cases, columns } = compareExtractions(first, second);
  expect(cases).toEqual(['p1', 'p2', 'p3']);
  // By hand: |10 - 9| = 1 of 10; |-20 + 25| = 5 of 25.
  expect(columns).toMatchObject([
    { column: 'Mean', moved: 2, maxAbsolute: 5, maxRelative: 0.2, worstCase: 'p2' },
    {
      column: 'Energy',
      moved: 0,
      maxAbsolute: 0,
      maxRelative: 0,
      worstCase: undefined,
      icc: { agreement: 1, consistency: 1 },
    },
  ]);
  // pingouin 0.7.0, intraclass_corr of (10, 9), (-20, -25), (30, 30).
  expect(columns[0].icc.agreement).toBeCloseTo(0.9938330170777987, 12);
  expect(columns[0].icc.consistency).toBeCloseTo(0.9950130610306337, 12);
});

test('what only one of them has is told, not compared', () => {
  const { onlyFirst, onlySecond } = compareExtractions(first, second);
  expect(onlyFirst).toEqual({ cases: ['gone'], columns: ['Old'] });
  expect(onlySecond).toEqual({ cases: ['come'], columns: ['New'] });
});

test('a single case has differences and no correlation', () => {
  const one = compareExtractions(
    extraction(['Mean'], { p: [2] }),
    extraction(['Mean'], { p: [1] }),
  );
  expect(one.columns).toMatchObject([{ moved: 1, maxRelative: 0.5, icc: {} }]);
  expect(one.columns[0].icc.agreement).toBeUndefined();
  const text = Buffer.from(csvFile(comparisonTable(one))).toString('utf8');
  expect(text.split('\r\n')[1]).toBe('Mean,1,0,1,0.5,p,,');
});

test('a missing value is told, and is no difference', () => {
  const [column] = compareExtractions(
    extraction(['Mean'], { p: [NaN], q: [2], r: [NaN] }),
    extraction(['Mean'], { p: [1], q: [4], r: [NaN] }),
  ).columns;
  expect(column).toMatchObject({ moved: 1, oneSided: 1, maxAbsolute: 2, worstCase: 'q' });
});
