import { expect, test } from 'vitest';
import { isotropicCase } from '#native/image/preprocess/isotropic-case.ts';
import { networkInput } from '#native/image/preprocess/network-input.ts';
import type { Mask, Volume } from '#native/image/volume.ts';
import { centralCrop, cropAround, position } from '#native/learning/crop.ts';
import { decodePrepared, encodePrepared, prepareCase } from './prepared-case.ts';

const dimensions = [150, 140, 90] as const;
const geometry: Volume['geometry'] = {
  dimensions,
  spacingMm: [0.9, 0.9, 1.25],
  originMm: [10, -20, 30],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};
const count = dimensions[0] * dimensions[1] * dimensions[2];
const volume: Volume = {
  geometry,
  data: Int16Array.from({ length: count }, (_, v) => Math.round(-600 + 500 * Math.sin(v * 0.013))),
};

/** A block of 10 × 8 × 4 voxels from the given one on. */
function blockAt(i0: number, j0: number, k0: number): Mask {
  const data = new Uint8Array(count);
  for (let k = k0; k < k0 + 4; k += 1) {
    for (let j = j0; j < j0 + 8; j += 1) {
      data.fill(1, i0 + 150 * (j + 140 * k), i0 + 10 + 150 * (j + 140 * k));
    }
  }
  return { geometry, data };
}

const places = [
  ['in the middle', 70, 60, 40],
  ['at a corner', 0, 0, 0],
  ['at the opposite corner', 140, 132, 86],
] as const;

for (const [name, i, j, k] of places) {
  const mask = blockAt(i, j, k);
  const prepared = prepareCase(volume, mask);
  const patient = { ...prepared, id: 'c', label: 0 as const, radiomics: new Float32Array() };

  test(`the central crop of a tumour ${name} is the network's input`, () => {
    // Which is compared with SimpleITK where it is made; here values are rounded to whole HU.
    const expected = networkInput(isotropicCase(volume, mask));
    const actual = centralCrop(patient, 96);
    const largest = expected.reduce((most, v, n) => Math.max(most, Math.abs(v - actual[n])), 0);
    expect(largest).toBeLessThanOrEqual(0.5 / 2000 + 1e-6);
  });

  test(`crops around every voxel of a tumour ${name} are those of the whole image`, () => {
    const isotropic = isotropicCase(volume, mask);
    const [nx, ny, nz] = isotropic.geometry.dimensions;
    const { data } = isotropic.imageIn({ start: [0, 0, 0], size: [nx, ny, nz] });
    const whole = new Int16Array(data.length);
    for (let z = 0, at = 0; z < nz; z += 1) {
      for (let y = 0; y < ny; y += 1) {
        for (let x = 0; x < nx; x += 1, at += 1)
          whole[(x * ny + y) * nz + z] = Math.round(data[at]);
      }
    }
    const { shape } = prepared.image;
    const [first, last] = [prepared.tumour[0], prepared.tumour.at(-1) ?? 0];
    const { lower, upper } = isotropic.box;
    for (const size of [32, 48, 96]) {
      for (const [index, inWhole] of [
        [first, lower],
        [last, upper],
      ] as const) {
        const small = cropAround(prepared.image, position(index, shape), size);
        const large = cropAround({ shape: [nx, ny, nz], data: whole }, inWhole, size);
        expect(Buffer.compare(Buffer.from(small.buffer), Buffer.from(large.buffer))).toBe(0);
      }
    }
  });
}

test('a prepared case is read as it was written, from any place in a buffer', () => {
  const prepared = prepareCase(volume, blockAt(70, 60, 40));
  const bytes = encodePrepared(prepared);
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  expect(decodePrepared(shifted.subarray(1))).toEqual(prepared);
  expect(() => decodePrepared(bytes.subarray(0, bytes.length - 2))).toThrow(RangeError);
});
