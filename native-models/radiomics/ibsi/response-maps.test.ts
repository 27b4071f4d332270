import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readNifti } from '../../testing/read-nifti.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import type { Volume } from '../../image/volume.ts';
import { compareResponse, responseMapTests } from './response-maps.ts';

const folder = sharedFile('data/ibsi/ibsi2_phase1_response_maps');
/** Names of the maps in the folder, by IBSI's number of the test. */
const files = new Map(
  (folder === undefined ? [] : readdirSync(folder))
    .filter((file) => /\.nii(\.gz)?$/.test(file))
    .map((file) => [file.replace(/(-ValidCRM)?\.nii(\.gz)?$/, '').replaceAll('_', '.'), file]),
);

// Maps of the consensus of IBSI 2, phase 1, as far as they lie in the folder.
for (const { id, phantom, filter } of responseMapTests) {
  test.skipIf(!files.has(id))(`response map ${id} lies within tolerance`, () => {
    const image = readNifti(
      `${folder}/../phantoms/ibsi_2_digital_phantom/nifti/${phantom}/image/${phantom}.nii.gz`,
    );
    const map = readNifti(`${folder}/${files.get(id)}`);
    const { voxels, inside, largestDeviation, tolerance } = compareResponse(filter, image, map);
    const share = (largestDeviation / tolerance).toPrecision(2);
    console.info(`IBSI-2 response map ${id}: ${inside} of ${voxels}, ${share} of the tolerance`);
    expect(inside).toBe(voxels);
  });
}

/** Gabor filters, non-separable wavelets and Riesz transforms (4, 8, 9, 10) are not implemented. */
const implemented = /^[123567]\./;

test.skipIf(folder === undefined)('no map of a filter that exists is passed over', () => {
  const known = new Set(responseMapTests.map(({ id }) => id));
  const unknown = [...files.keys()].filter((id) => !known.has(id));
  expect(unknown.filter((id) => implemented.test(id))).toEqual([]);
});

const filter = { kind: 'mean', support: 3, dimension: 3, border: 'zero' } as const;

/** An impulse of 27 in the middle of 5 voxels a side; its mean over 3 voxels a side is 1. */
function cube(value: (i: number, j: number, k: number) => number): Volume {
  const places = Array.from({ length: 125 }, (_, n) => [n % 5, Math.floor(n / 5) % 5, n / 25]);
  return {
    geometry: {
      dimensions: [5, 5, 5],
      spacingMm: [1, 1, 1],
      originMm: [0, 0, 0],
      direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    },
    data: Float64Array.from(places, ([i, j, k]) => value(i, j, Math.floor(k))),
  };
}
const impulse = cube((i, j, k) => (i === 2 && j === 2 && k === 2 ? 27 : 0));
const near = (at: number): boolean => at >= 1 && at <= 3;
const response = cube((i, j, k) => (near(i) && near(j) && near(k) ? 1 : 0));

test('a map that differs in one voxel is outside there, and tells by how much', () => {
  const same = compareResponse(filter, impulse, response);
  expect(same).toMatchObject({ voxels: 125, inside: 125, tolerance: 0.01 });
  expect(same.largestDeviation).toBeLessThan(1e-12);
  const other = { ...response, data: response.data.map((x, n) => (n === 0 ? 0.02 : x)) };
  const found = compareResponse(filter, impulse, other);
  expect(found.inside).toBe(124);
  expect(found.largestDeviation).toBeCloseTo(0.02, 12);
});

test('a map without numbers is not a passed one', () => {
  const empty = { ...response, data: response.data.map(() => NaN) };
  expect(compareResponse(filter, impulse, empty).inside).toBe(0);
});

test('a map of another phantom is refused', () => {
  const small = { ...response, data: response.data.slice(0, 25) };
  expect(() => compareResponse(filter, impulse, small)).toThrow('a map of 25 voxels');
});
