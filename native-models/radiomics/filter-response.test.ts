import { expect, test } from 'vitest';
import { indexToPatient, patientToIndex, type Geometry, type Vec3 } from '../image/volume.ts';
import { filterResponse } from './filter-response.ts';
import { responseScale } from './filters/response-scale.ts';

const geometry: Geometry = {
  dimensions: [20, 18, 16],
  spacingMm: [1, 2, 1],
  originMm: [-5, 8, 100],
  direction: [-1, 0, 0, 0, -1, 0, 0, 0, 1],
};
const place = (n: number): Vec3 => [n % 20, Math.floor(n / 20) % 18, Math.floor(n / 360)];
const voxels = (value: (ijk: Vec3) => number): number[] =>
  Array.from({ length: 20 * 18 * 16 }, (_, n) => value(place(n)));
/** A ramp along each axis: 4 HU a voxel of 1 mm, 6 of 2 mm, 12 of 1 mm. */
const ramp = { geometry, data: Float32Array.from(voxels(([i, j, k]) => 4 * i + 6 * j + 12 * k)) };
const block = {
  geometry,
  data: Uint8Array.from(
    voxels(([i, j, k]) => Number(i >= 8 && i < 11 && j >= 9 && j < 12 && k >= 7 && k < 10)),
  ),
};

test('the box is the region with the asked millimetres around, at its place in the patient', () => {
  const shown = filterResponse(ramp, block, { filter: 'original' }, [3, 4, 1]);
  expect(shown.geometry.dimensions).toEqual([9, 7, 5]);
  for (const ijk of [
    [0, 0, 0],
    [8, 6, 4],
    [4, 3, 2],
  ] as const) {
    const point = indexToPatient(shown.geometry, ijk);
    const [i, j, k] = patientToIndex(geometry, point);
    const n = ijk[0] + 9 * (ijk[1] + 7 * ijk[2]);
    expect(shown.image[n]).toBeCloseTo(4 * i + 6 * j + 12 * k, 4);
    expect(shown.response[n]).toBe(shown.image[n]);
  }
  expect(shown.mask.reduce((sum, v) => sum + v, 0)).toBe(27);
});

test('a ramp has its slope as gradient everywhere', () => {
  // √(4² + (6 / 2)² + 12²) = 13 HU/mm.
  const { response, range } = filterResponse(ramp, block, { filter: 'gradient' }, [2, 2, 2]);
  expect([...response].every((value) => value === 13)).toBe(true);
  expect(range).toEqual([13, 13]);
  expect(responseScale({ filter: 'gradient' })).toEqual({ unit: 'HU/mm', signed: false });
});

test('the range is that of the region alone', () => {
  // NumPy 2.4.6: np.percentile of 4 i + 6 j + 12 k over the block, 1 and 99.
  const { range } = filterResponse(ramp, block, { filter: 'original' }, [9, 9, 9]);
  expect(range[0]).toBeCloseTo(171.04, 4);
  expect(range[1]).toBeCloseTo(212.95999999999998, 4);
});

test('the box ends with the image', () => {
  const shown = filterResponse(ramp, block, { filter: 'original' }, [50, 50, 50]);
  expect(shown.geometry).toEqual(geometry);
});

test('bands with a high pass have a sign, the smooth band does not', () => {
  expect(responseScale({ filter: 'wavelet', band: 'LLL' }).signed).toBe(false);
  expect(responseScale({ filter: 'wavelet', band: 'LLH' }).signed).toBe(true);
});

test('an empty region is refused', () => {
  const none = { geometry, data: new Uint8Array(block.data.length) };
  expect(() => filterResponse(ramp, none, { filter: 'original' }, [1, 1, 1])).toThrow(RangeError);
});
