import { expect, test } from 'vitest';
import type { Geometry } from '../../image/volume.ts';
import { computeFamily } from '../feature.ts';
import { regionOf } from '../region.ts';
import { firstOrderFeatures } from './first-order-features.ts';
import { intensities } from './intensities.ts';

const geometry: Geometry = {
  dimensions: [11, 1, 1],
  spacingMm: [1, 1, 1],
  originMm: [0, 0, 0],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};

test('a flat region has no spread, even where the mean of its values misses them by rounding', () => {
  const data = new Float64Array(11).fill(0.1);
  expect(data.reduce((a, b) => a + b, 0) / 11).not.toBe(0.1);
  const mask = { geometry, data: new Uint8Array(11).fill(1) };
  const region = regionOf({ geometry, data }, mask);
  const bins = { kind: 'fixed-width', width: 25, origin: 'multiple' } as const;
  const values = computeFamily(firstOrderFeatures, intensities(region, bins));
  expect(Object.fromEntries(values)).toMatchObject({
    ...{ Mean: 0.1, Variance: 0, Skewness: 0, Kurtosis: 0, Range: 0 },
    ...{ MeanAbsoluteDeviation: 0, RobustMeanAbsoluteDeviation: 0 },
  });
});
