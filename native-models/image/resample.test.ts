import { expect, test } from 'vitest';
// Computed with SimpleITK 2.5.7 (Resample, sitkLinear and sitkNearestNeighbor, default -7) and
// SciPy 1.17.1 on the pattern of testing/pattern.ts.
import reference from './fixtures/image-reference.json' with { type: 'json' };
import { isotropicGeometry, resample, resampleIsotropic } from './resample.ts';
import { pattern, patternGeometry } from './testing/pattern.ts';
import { indexToPatient, type Geometry } from './volume.ts';

const volume = { geometry: patternGeometry, data: pattern() };
const [x, y, z] = reference.target.originMm;
const oblique: Geometry = {
  dimensions: [6, 5, 4],
  spacingMm: [1.1, 0.9, 1.3],
  originMm: [x, y, z],
  direction: reference.target.direction,
};

test('the pattern lies as the reference had it', () => {
  patternGeometry.direction.forEach((cosine, at) =>
    expect(cosine).toBeCloseTo(reference.sourceDirection[at], 12),
  );
});

test('trilinear values on a rotated grid agree with SimpleITK', () => {
  const { data } = resample(volume, oblique, { interpolation: 'linear', outside: -7 });
  expect(data).toHaveLength(reference.linear.length);
  reference.linear.forEach((value, at) => expect(data[at]).toBeCloseTo(value, 4));
  expect(data).toContain(-7);
});

test('nearest values on a rotated grid agree with SimpleITK and stay integers', () => {
  const { data } = resample(volume, oblique, { interpolation: 'nearest', outside: -7 });
  expect(data).toBeInstanceOf(Int16Array);
  expect([...data]).toEqual(reference.nearest);
});

test('the own grid gives the own values', () => {
  const { data } = resample(volume, patternGeometry, { interpolation: 'linear' });
  volume.data.forEach((value, at) => expect(data[at]).toBeCloseTo(value, 5));
});

test('an isotropic grid covers the field of view and shares its centre', () => {
  const grid = isotropicGeometry(patternGeometry, 1);
  // 7.2, 5.6 and 17.5 mm, rounded up.
  expect(grid.dimensions).toEqual([8, 6, 18]);
  const centre = indexToPatient(patternGeometry, [4, 3.5, 3]);
  indexToPatient(grid, [3.5, 2.5, 8.5]).forEach((mm, axis) =>
    expect(mm).toBeCloseTo(centre[axis], 12),
  );
});

test('isotropic resampling reproduces a linear ramp', () => {
  const geometry: Geometry = { ...patternGeometry, dimensions: [20, 10, 8] };
  const ramp = new Float32Array(1600).map((_, at) => {
    const [i, j, k] = [at % 20, Math.floor(at / 20) % 10, Math.floor(at / 200)];
    return 0.8 * i + 2 * 0.7 * j - 3 * 2.5 * k;
  });
  const fine = resampleIsotropic(
    { geometry, data: ramp },
    { spacingMm: 1, interpolation: 'linear' },
  );
  const [nx, ny, nz] = fine.geometry.dimensions;
  const at = 7 + nx * (3 + ny * 9);
  const mm = (index: number, axis: number) =>
    (geometry.dimensions[axis] - 1) * geometry.spacingMm[axis] * 0.5 +
    (index - (fine.geometry.dimensions[axis] - 1) / 2);
  expect(nz).toBe(20);
  expect(fine.data[at]).toBeCloseTo(mm(7, 0) + 2 * mm(3, 1) - 3 * mm(9, 2), 4);
});

test('a spacing that is not positive is refused', () => {
  expect(() => isotropicGeometry(patternGeometry, 0)).toThrow(RangeError);
});
