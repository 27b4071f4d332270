import { expect, test } from 'vitest';
import type { Geometry, Mask, Volume } from '../image/volume.ts';
import pyradiomics from './fixtures/pyradiomics.json' with { type: 'json' };
import { syntheticLesion } from './fixtures/synthetic-lesion.ts';
import { extractFeatures, featureColumns, type FeatureValue } from './registry.ts';

const settings = { binWidth: 25 };

const { volume, mask } = syntheticLesion();
const features = extractFeatures(volume, mask, settings);

// Computed with PyRadiomics 3.0.1 by fixtures/pyradiomics.py.
test.each(features)('$column agrees with PyRadiomics', ({ column, value }) => {
  const expected: number = pyradiomics.values[column as keyof typeof pyradiomics.values];
  if (column === 'original_firstorder_Kurtosis') {
    // PyRadiomics gives the fourth standardised moment, IBSI's IPH6 is the excess over 3.
    expect(value).toBeCloseTo(expected - 3, 10);
  } else if (column.endsWith('AxisLength')) {
    // PyRadiomics divides the covariance by n, IBSI's phantom values need n - 1.
    const n = mask.data.reduce((sum, inside) => sum + inside, 0);
    expect(value / expected).toBeCloseTo(Math.sqrt(n / (n - 1)), 10);
  } else {
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
  }
});

test('has every column that PyRadiomics has, once', () => {
  const columns = featureColumns.map(({ column }) => column);
  expect(columns.toSorted()).toEqual(Object.keys(pyradiomics.values).toSorted());
  expect(new Set(columns).size).toBe(14 + 18);
});

test('every claimed IBSI code is claimed once', () => {
  const codes = featureColumns.flatMap(({ ibsi }) => ibsi ?? []);
  expect(new Set(codes).size).toBe(codes.length);
});

test('a single voxel has finite features', () => {
  const values = byColumn(extractFeatures(...grid([3, 3, 3], (i, j, k) => i * j * k === 1)));
  // The octahedron through the middles of the edges around the voxel: diagonals of 1 mm.
  expect(values.get('original_shape_MeshVolume')).toBeCloseTo(1 / 6, 12);
  expect(values.get('original_shape_SurfaceArea')).toBeCloseTo(Math.sqrt(3), 12);
  expect(values.get('original_shape_Maximum3DDiameter')).toBe(1);
  expect(values.get('original_shape_Elongation')).toBe(1);
  expect(values.get('original_firstorder_Skewness')).toBe(0);
  expect(values.get('original_firstorder_Kurtosis')).toBe(0);
  expect(values.get('original_firstorder_Entropy')).toBe(0);
});

test('a ball has the volume and the sphericity of a sphere', () => {
  const inBall = (i: number, j: number, k: number): boolean =>
    (i - 15) ** 2 + (j - 15) ** 2 + (k - 15) ** 2 < 12.5 ** 2;
  const values = byColumn(extractFeatures(...grid([31, 31, 31], inBall)));
  const sphere = (4 / 3) * Math.PI * 12.5 ** 3;
  expect(Math.abs((values.get('original_shape_MeshVolume') ?? 0) / sphere - 1)).toBeLessThan(0.01);
  // Stairs make the surface rougher than the sphere's.
  expect(values.get('original_shape_Sphericity')).toBeGreaterThan(0.9);
  expect(values.get('original_shape_Sphericity')).toBeLessThan(1);
  expect(values.get('original_shape_Flatness')).toBeCloseTo(1, 10);
});

test('a region at the border of the image is closed there', () => {
  const values = byColumn(extractFeatures(...grid([4, 4, 4], () => true)));
  const inner = byColumn(
    extractFeatures(...grid([6, 6, 6], (...at) => at.every((x) => x > 0 && x < 5))),
  );
  for (const column of ['original_shape_MeshVolume', 'original_shape_SurfaceArea']) {
    expect(values.get(column)).toBeCloseTo(inner.get(column) ?? NaN, 10);
  }
});

test('refuses an empty mask, another grid and intensities that are not finite', () => {
  const [image, region] = grid([3, 3, 3], () => true);
  const [other] = grid([4, 3, 3], () => true);
  const empty: Mask = { ...region, data: new Uint8Array(27) };
  expect(() => extractFeatures(image, empty, settings)).toThrow(RangeError);
  expect(() => extractFeatures(other, region, settings)).toThrow(RangeError);
  image.data[13] = NaN;
  expect(() => extractFeatures(image, region, settings)).toThrow(RangeError);
  expect(() => extractFeatures(image, region, { binWidth: 0 })).toThrow(RangeError);
});

function grid(
  dimensions: readonly [number, number, number],
  inside: (i: number, j: number, k: number) => boolean,
): [Volume, Mask, typeof settings] {
  const geometry: Geometry = {
    dimensions,
    spacingMm: [1, 1, 1],
    originMm: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  };
  const [nx, ny, nz] = dimensions;
  const data = Uint8Array.from({ length: nx * ny * nz }, (_, n) =>
    Number(inside(n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny)))),
  );
  return [{ geometry, data: new Float32Array(data.length).fill(40) }, { geometry, data }, settings];
}

function byColumn(values: readonly FeatureValue[]): ReadonlyMap<string, number> {
  return new Map(values.map(({ column, value }) => [column, value]));
}
