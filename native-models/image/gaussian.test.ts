import { expect, test } from 'vitest';
// Computed with SciPy 1.17.1, ndimage.gaussian_filter (mode reflect, truncate 4).
import reference from './fixtures/image-reference.json' with { type: 'json' };
import { gaussian } from './gaussian.ts';
import { pattern, patternGeometry } from './testing/pattern.ts';

test('smoothing on an anisotropic grid agrees with SciPy', () => {
  const smooth = gaussian(pattern(), patternGeometry, 1.2);
  reference.gaussian.forEach((value, at) => expect(smooth[at * 7]).toBeCloseTo(value, 4));
});

test('a constant image stays constant up to its edges', () => {
  const flat = gaussian(
    new Int16Array(5 * 4 * 3).fill(-850),
    { dimensions: [5, 4, 3], spacingMm: [1, 1, 1] },
    6,
  );
  flat.forEach((value) => expect(value).toBeCloseTo(-850, 3));
});

test('sigma 0 copies', () => {
  expect([...gaussian(pattern(), patternGeometry, 0)]).toEqual([...pattern()]);
});
