import { expect, test } from 'vitest';
// Computed with SimpleITK 2.5.7, DICOMOrient, on the pattern of testing/pattern.ts.
import reference from './fixtures/image-reference.json' with { type: 'json' };
import { axisCodes, reorient, reorientToRas } from './reorient.ts';
import { pattern, patternGeometry } from './testing/pattern.ts';

const volume = { geometry: patternGeometry, data: pattern() };

test.each([
  { name: 'RAS', expected: reference.orientRAS, actual: reorientToRas(volume) },
  { name: 'LPS', expected: reference.orientLPS, actual: reorient(volume, ['L', 'P', 'S']) },
])('$name agrees with SimpleITK on an oblique grid', ({ expected, actual }) => {
  expect(actual.geometry.dimensions).toEqual(expected.size);
  expect(actual.geometry.spacingMm).toEqual(expected.spacing);
  actual.geometry.originMm.forEach((mm, at) => expect(mm).toBeCloseTo(expected.origin[at], 9));
  actual.geometry.direction.forEach((c, at) => expect(c).toBeCloseTo(expected.direction[at], 9));
  expect([...actual.data].filter((_, at) => at % 11 === 0)).toEqual(expected.data);
});

test('there and back again is the identity', () => {
  const back = reorient(reorientToRas(volume), axisCodes(patternGeometry));
  expect(back.data).toEqual(volume.data);
  expect(back.geometry.dimensions).toEqual(patternGeometry.dimensions);
  back.geometry.originMm.forEach((mm, axis) =>
    expect(mm).toBeCloseTo(patternGeometry.originMm[axis], 9),
  );
});

test('a volume that already lies so is handed back untouched', () => {
  expect(reorient(volume, axisCodes(patternGeometry))).toBe(volume);
});

test('codes that name an axis twice are refused', () => {
  expect(() => reorient(volume, ['R', 'L', 'S'])).toThrow(RangeError);
});
