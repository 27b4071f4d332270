import { expect, test } from 'vitest';
import { boxMean, boxSigma } from './box-statistics.ts';
import { curvatureFlow } from './curvature-flow.ts';
import { fixtureBox, lumpyVolume } from './fixtures/lumpy-volume.ts';
import reference from './fixtures/simpleitk-filters.json' with { type: 'json' };
import { meanFilter } from './ibsi-convolution.ts';
import type { ImageFilter } from './image-filter.ts';
import { laplacianSharpening, normalise } from './image-wide.ts';
import { binomialBlur, discreteGaussian, recursiveGaussianAlongI } from './smoothing.ts';

/** SimpleITK's default parameters. */
const filters: Readonly<Record<string, ImageFilter>> = {
  BoxMean: boxMean(1),
  BoxSigma: boxSigma(1),
  Mean: meanFilter({ support: 3, dimension: 3, border: 'nearest' }),
  BinomialBlur: binomialBlur(1),
  CurvatureFlow: curvatureFlow({ timeStep: 0.05, iterations: 5 }),
  Normalize: normalise,
  LaplacianSharpening: laplacianSharpening,
  DiscreteGaussian: discreteGaussian({ varianceMm2: 1, maximumError: 0.01, maximumWidth: 32 }),
  RecursiveGaussian: recursiveGaussianAlongI(1),
};

// SimpleITK 2.5.7 (ITK 5.4): fixtures/simpleitk-filters.py. The box touches two faces of the image.
test.each(Object.entries(reference.images))('%s agrees with SimpleITK', (name, expected) => {
  const values = filters[name](lumpyVolume(), fixtureBox);
  expect(values).toHaveLength(expected.length);
  // ITK's polynomials for the Bessel functions are good to seven digits only.
  const tolerance = name === 'DiscreteGaussian' ? 1e-7 : 1e-10;
  for (const [n, value] of values.entries()) {
    expect(Math.abs(value - expected[n])).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(expected[n])),
    );
  }
});

test('a flat image stays flat', () => {
  const { geometry, data } = lumpyVolume();
  const flat = { geometry, data: new Float64Array(data.length).fill(-70) };
  const level = (name: string): number[] => [...new Set(filters[name](flat, fixtureBox))];
  expect(level('BoxSigma')).toEqual([0]);
  expect(level('Normalize')).toEqual([0]);
  expect(level('CurvatureFlow')).toEqual([-70]);
  expect(level('LaplacianSharpening')).toEqual([-70]);
  for (const value of filters.RecursiveGaussian(flat, fixtureBox))
    expect(value).toBeCloseTo(-70, 4);
});

test('refuses radii that are not whole', () => {
  expect(() => boxMean(0.5)(lumpyVolume(), fixtureBox)).toThrow(/whole number of voxels, got 0.5/);
});
