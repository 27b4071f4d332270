import { expect, test } from 'vitest';
import type { Geometry, Mask, Volume } from '../volume.ts';
import simpleitk from './fixtures/simpleitk.json' with { type: 'json' };
import { preprocessTestCase } from './fixtures/test-case.ts';
import { isotropicCase } from './isotropic-case.ts';
import { NETWORK_INPUT_SIZE, networkInput } from './network-input.ts';
import { radiomicsInput } from './radiomics-input.ts';

// simpleitk.json: SimpleITK 2.5.7 and NumPy 2.4.6 by fixtures/simpleitk.py, which resamples and
// pads the whole volume before it crops.
const { volume, mask } = preprocessTestCase();
const isotropic = isotropicCase(volume, mask);
const whole = { start: [0, 0, 0], size: isotropic.geometry.dimensions } as const;

test('the 1 mm grid is the one of SimpleITK', () => {
  expect(isotropic.geometry.dimensions).toEqual(simpleitk.geometry.size);
  expect(isotropic.geometry.spacingMm).toEqual([1, 1, 1]);
  expect(isotropic.geometry.direction).toEqual([-1, 0, 0, 0, -1, 0, 0, 0, 1]);
  for (const [axis, expected] of simpleitk.geometry.origin.entries()) {
    expect(isotropic.geometry.originMm[axis]).toBeCloseTo(expected, 9);
  }
});

test('the resampled mask has the same voxels', () => {
  const [nx, ny] = isotropic.geometry.dimensions;
  const sums = [0, 0, 0];
  let count = 0;
  for (const [at, inside] of isotropic.maskIn(whole).data.entries()) {
    if (inside === 0) continue;
    count += 1;
    sums[0] += at % nx;
    sums[1] += Math.floor(at / nx) % ny;
    sums[2] += Math.floor(at / (nx * ny));
  }
  expect(count).toBe(simpleitk.maskVoxels);
  expect(sums).toEqual(simpleitk.maskIndexSums);
});

test('the radiomics input holds the same intensities in the mask', () => {
  const input = radiomicsInput(isotropic);
  const values = input.volume.data.filter((_, at) => input.mask.data[at] !== 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(values.length).toBe(simpleitk.maskVoxels);
  expect(mean).toBeCloseTo(simpleitk.lesionMeanHu, 3);
  expect(Math.sqrt(square)).toBeCloseTo(simpleitk.lesionSdHu, 3);
});

test('the network input equals clipping, scaling, padding and cropping the whole volume', () => {
  const tensor = networkInput(isotropic);
  expect(tensor.length).toBe(NETWORK_INPUT_SIZE ** 3);
  for (const [at, expected] of simpleitk.networkSamples) {
    expect(Math.abs(tensor[at] - expected), `voxel ${at}`).toBeLessThan(1e-6);
  }
  expect(tensor.filter((value) => value === 0).length).toBe(simpleitk.networkZeros);
  expect(tensor.reduce((sum, value) => sum + value, 0) / tensor.length).toBeCloseTo(
    simpleitk.networkMean,
    6,
  );
});

test('the same patient stored in another axis order gives the same input', () => {
  const turned = isotropicCase(turnedOver(volume), turnedOver(mask));
  const [a, b] = [networkInput(isotropic), networkInput(turned)];
  const largest = a.reduce((worst, value, at) => Math.max(worst, Math.abs(value - b[at])), 0);
  expect(largest).toBeLessThan(1e-6);
});

test('a voxel half-way between two others does not depend on the window', () => {
  // Centres of 1 mm voxels lie exactly between slices that are 2.5 mm apart.
  const geometry: Geometry = { ...mask.geometry, spacingMm: [0.8, 0.9, 2.5] };
  const tied = isotropicCase({ ...volume, geometry }, { ...mask, geometry });
  const marked = (data: Uint8Array): number => data.filter((inside) => inside !== 0).length;
  const all = tied.maskIn({ start: [0, 0, 0], size: tied.geometry.dimensions });
  for (const margin of [0, 1, 2, 7]) {
    expect(marked(radiomicsInput(tied, margin).mask.data)).toBe(marked(all.data));
  }
});

test('refuses an empty mask and one that vanishes at 1 mm', () => {
  const { geometry } = mask;
  const empty: Mask = { geometry, data: new Uint8Array(mask.data.length) };
  expect(() => isotropicCase(volume, empty)).toThrow(RangeError);

  const fine: Geometry = { ...geometry, dimensions: [40, 40, 40], spacingMm: [0.2, 0.2, 0.2] };
  const speck: Mask = { geometry: fine, data: new Uint8Array(64_000) };
  speck.data[0] = 1;
  const air: Volume = { geometry: fine, data: new Int16Array(64_000) };
  expect(() => isotropicCase(air, speck)).toThrow(RangeError);
});

/** The same voxels of the patient stored from the back to the front of every axis. */
function turnedOver<V extends Volume>({ geometry, data }: V): V {
  const [i, j, k] = geometry.dimensions.map((n, axis) => (n - 1) * geometry.spacingMm[axis]);
  const originMm = geometry.originMm.map((o, axis) => o + [i, j, k][axis]);
  const direction = geometry.direction.map((c) => -c + 0);
  return {
    geometry: { ...geometry, originMm, direction },
    data: data.toReversed(),
  } as unknown as V;
}
