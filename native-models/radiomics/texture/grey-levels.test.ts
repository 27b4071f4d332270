import { expect, test } from 'vitest';
import { greyLevelsOf } from './grey-levels.ts';

const values = Float64Array.of(-30, -25, -1, 0, 24.9, 25, 70);

test('bins of a width begin where IBSI says: at the given bound', () => {
  const rule = { kind: 'fixed-width', width: 25, origin: -30 } as const;
  expect([...greyLevelsOf(values, rule)]).toEqual([1, 1, 2, 2, 3, 3, 5]);
});

test('bins of a width have edges at its multiples where PyRadiomics is followed', () => {
  const rule = { kind: 'fixed-width', width: 25, origin: 'multiple' } as const;
  expect([...greyLevelsOf(values, rule)]).toEqual([1, 2, 2, 3, 3, 4, 5]);
});

test('a number of bins spans the region, and its maximum is in the last one', () => {
  const rule = { kind: 'fixed-number', count: 4 } as const;
  expect([...greyLevelsOf(values, rule)]).toEqual([1, 1, 2, 2, 3, 3, 4]);
  expect([...greyLevelsOf(Float64Array.of(5, 5), rule)]).toEqual([1, 1]);
});

test('refuses bins that are none and intensities before the first', () => {
  for (const width of [0, -1, NaN]) {
    expect(() => greyLevelsOf(values, { kind: 'fixed-width', width, origin: -30 })).toThrow(
      RangeError,
    );
  }
  for (const count of [0, 2.5, NaN]) {
    expect(() => greyLevelsOf(values, { kind: 'fixed-number', count })).toThrow(RangeError);
  }
  expect(() => greyLevelsOf(values, { kind: 'fixed-width', width: 25, origin: 0 })).toThrow(
    'below the first bin',
  );
});
