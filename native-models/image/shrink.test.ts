import { expect, test } from 'vitest';
import { resampleIsotropic } from './resample.ts';
import { shrinkIsotropic } from './shrink.ts';
import { patternGeometry } from './testing/pattern.ts';
import type { Geometry } from './volume.ts';

const geometry: Geometry = {
  ...patternGeometry,
  dimensions: [24, 20, 8],
  spacingMm: [0.7, 0.7, 2],
};
const voxels = 24 * 20 * 8;

test('the grid is that of isotropic resampling', () => {
  const volume = { geometry, data: new Int16Array(voxels) };
  expect(shrinkIsotropic(volume, 1.5).geometry).toEqual(
    resampleIsotropic(volume, { spacingMm: 1.5, interpolation: 'linear' }).geometry,
  );
});

test('a ramp stays a ramp away from the edges', () => {
  const data = new Float32Array(voxels).map((_, at) => (at % 24) * 0.7);
  const shrunk = shrinkIsotropic({ geometry, data }, 1.5);
  const [nx] = shrunk.geometry.dimensions;
  const at = 4 + nx * (4 + shrunk.geometry.dimensions[1] * 4);
  expect(shrunk.data[at + 1] - shrunk.data[at]).toBeCloseTo(1.5, 1);
});

test('a constant stays constant up to the edges', () => {
  const shrunk = shrinkIsotropic({ geometry, data: new Int16Array(voxels).fill(-850) }, 1.5);
  shrunk.data.forEach((hu) => expect(hu).toBeCloseTo(-850, 2));
});

test('detail finer than the new grid is averaged, not aliased', () => {
  const stripes = new Float32Array(voxels).map((_, at) => (at % 2 === 0 ? 100 : -100));
  const sampled = resampleIsotropic(
    { geometry, data: stripes },
    { spacingMm: 2.1, interpolation: 'linear' },
  );
  const shrunk = shrinkIsotropic({ geometry, data: stripes }, 2.1);
  const strongest = (data: Float32Array) =>
    data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  expect(strongest(shrunk.data)).toBeLessThan(0.4 * strongest(sampled.data));
});

test('a grid that becomes finer is interpolated linearly', () => {
  const data = Float32Array.from({ length: voxels }, (_, at) => (at * 7919) % 101);
  const shrunk = shrinkIsotropic({ geometry, data }, 0.5);
  const linear = resampleIsotropic({ geometry, data }, { spacingMm: 0.5, interpolation: 'linear' });
  shrunk.data.forEach((value, at) => {
    if (Math.abs(value - linear.data[at]) > 1e-3) throw new Error(`voxel ${at} differs`);
  });
});
