import { expect, test } from 'vitest';
import reference from './fixtures/pyradiomics-filters.json' with { type: 'json' };
import { fixtureBox, lumpyVolume } from './fixtures/lumpy-volume.ts';
import { gradientMagnitude } from './gradient-magnitude.ts';
import type { ImageFilter } from './image-filter.ts';
import { laplacianOfGaussian } from './laplacian-of-gaussian.ts';
import { exponential, logarithm, square, squareRoot } from './pointwise.ts';
import { coifletBand, waveletBands } from './wavelet.ts';

const filters: Readonly<Record<string, ImageFilter>> = {
  ...Object.fromEntries(waveletBands.map((band) => [`wavelet-${band}`, coifletBand(band)])),
  ...Object.fromEntries(
    [1, 2, 3, 4, 5].map((mm) => [`log-sigma-${mm}-mm-3D`, laplacianOfGaussian(mm)]),
  ),
  gradient: gradientMagnitude,
  square,
  squareroot: squareRoot,
  logarithm,
  exponential,
};

// PyRadiomics 3.0.1 with SimpleITK 2.5.7 and PyWavelets 1.9.0: fixtures/pyradiomics-filters.py.
test.each(Object.entries(reference.images))('%s agrees with PyRadiomics', (name, expected) => {
  const values = filters[name](lumpyVolume(), fixtureBox);
  expect(values).toHaveLength(expected.length);
  for (const [n, value] of values.entries()) {
    expect(Math.abs(value - expected[n])).toBeLessThanOrEqual(1e-7 * Math.abs(expected[n]));
  }
});

test('every image that PyRadiomics derives here is compared', () => {
  expect(Object.keys(filters).toSorted()).toEqual(Object.keys(reference.images).toSorted());
});

test('the gradient ends in single precision, as ITK’s: the last digits decide between two bins', () => {
  const values = gradientMagnitude(lumpyVolume(), fixtureBox);
  expect(values).toEqual(values.map(Math.fround));
});
