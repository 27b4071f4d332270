import { expect, test } from 'vitest';
import { featureRows, readableColumn } from './feature-shares.ts';

const feature = (column: string, contribution: number) => ({
  column,
  ibsi: null,
  unit: '',
  value: 1,
  percentile: 0.5,
  contribution,
  inTrainingRange: true,
});

test('rows go by the size of the change, shares add up to one', () => {
  const rows = featureRows({
    features: [feature('a_b_Small', 0.5), feature('a_b_Large', -2)],
    networkContribution: 1.5,
  });
  expect(rows.map((r) => r.name)).toEqual(['Large', 'Small', 'Network features']);
  expect(rows.map((r) => r.share)).toEqual([0.5, 0.125, 0.375]);
});

test('nothing divided by nothing is no share', () => {
  expect(featureRows({ features: [feature('a_b_C', 0)], networkContribution: 0 })[0].share).toBe(0);
});

test('columns read as words', () => {
  expect(readableColumn('original_shape_Maximum3DDiameter')).toEqual({
    name: 'Maximum 3D diameter',
    detail: 'original, shape',
  });
  expect(readableColumn('original_firstorder_RootMeanSquared').name).toBe('Root mean squared');
  expect(readableColumn('original_firstorder_90Percentile').name).toBe('90 percentile');
  expect(readableColumn('odd').name).toBe('odd');
});
