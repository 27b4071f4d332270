import { expect, test } from 'vitest';
import { describeFlag, sliceRanges } from './flag-sentences.ts';

test('slice numbers read as ranges', () => {
  expect(sliceRanges([3, 4, 5, 9, 11, 12])).toBe('3-5, 9, 11-12');
});

test('a flag names its slices and millimetres', () => {
  expect(
    describeFlag({
      code: 'missing-slices',
      severity: 'bad',
      slices: [41, 42, 43],
      facts: { count: 3, fromMm: 112, toMm: 116 },
    }),
  ).toBe(
    '3 slices are missing at slices 41-43 between 112 and 116 mm. The case can be corrected, but it is outside the study protocol.',
  );
});
