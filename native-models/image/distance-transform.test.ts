import { expect, test } from 'vitest';
// Computed with SciPy 1.17.1, ndimage.distance_transform_edt with sampling.
import reference from './fixtures/image-reference.json' with { type: 'json' };
import { squaredDistance } from './distance-transform.ts';
import { patternGeometry, region } from './testing/pattern.ts';
import { voxelCount } from './volume.ts';

const [nx, ny] = patternGeometry.dimensions;
const sites = new Uint8Array(voxelCount(patternGeometry));
for (const [i, j, k] of [
  [1, 2, 3],
  [8, 0, 0],
  [4, 7, 6],
]) {
  sites[i + nx * (j + ny * k)] = 1;
}

test('squared distances on an anisotropic grid agree with SciPy', () => {
  const squared = squaredDistance(sites, patternGeometry, { to: 'region' });
  reference.edt.forEach((mm2, at) => expect(squared[at * 7]).toBeCloseTo(mm2, 3));
});

test('the nearest site is the nearest of all sites, one by one', () => {
  const inside = region((value) => value === 4);
  const squared = squaredDistance(inside, patternGeometry, { to: 'region' });
  const positions = [...inside.keys()].map((at) => [
    (at % nx) * 0.8,
    (Math.floor(at / nx) % ny) * 0.7,
    Math.floor(at / (nx * ny)) * 2.5,
  ]);
  const centres = positions.filter((_, at) => inside[at] === 1);
  positions.forEach(([x, y, z], at) => {
    const nearest = centres.map(([a, b, c]) => (x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2);
    expect(squared[at]).toBeCloseTo(Math.min(...nearest), 4);
  });
});

test('a limit leaves near distances as they are and drops the rest', () => {
  const all = squaredDistance(sites, patternGeometry, { to: 'region' });
  const near = squaredDistance(sites, patternGeometry, { to: 'region', limitMm: 3 });
  all.forEach((mm2, at) => expect(near[at]).toBe(mm2 <= 9 ? mm2 : Infinity));
});

test('distances to the background are those to the region of the negative', () => {
  const negative = sites.map((inside) => 1 - inside);
  expect(squaredDistance(negative, patternGeometry, { to: 'background' })).toEqual(
    squaredDistance(sites, patternGeometry, { to: 'region' }),
  );
});

test('an empty set is infinitely far', () => {
  const nothing = new Uint8Array(sites.length);
  const squared = squaredDistance(nothing, patternGeometry, { to: 'region' });
  expect(new Set(squared)).toEqual(new Set([Infinity]));
});
