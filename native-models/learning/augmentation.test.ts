import { expect, test } from 'vitest';
import { isotropicCase } from '../image/preprocess/isotropic-case.ts';
import { preprocessTestCase } from '../image/preprocess/fixtures/test-case.ts';
import { networkInput } from '../image/preprocess/network-input.ts';
import { seededRandom } from '../numeric/random.ts';
import { augmentedCrop, rotatedCube } from './augmentation.ts';
import { centralCrop, cropAround, position } from './crop.ts';
import { randomFor } from './derived-random.ts';
import type { TrainingCase } from './training-case.ts';

// numpy.rot90(numpy.arange(27).reshape(3, 3, 3), k, axes=(0, 2)) of NumPy 2.4.6, row by row.
test.each([
  { turns: 1, expected: '2 11 20 5 14 23 8 17 26 1 10 19 4 13 22 7 16 25 0 9 18 3 12 21 6 15 24' },
  { turns: 2, expected: '20 19 18 23 22 21 26 25 24 11 10 9 14 13 12 17 16 15 2 1 0 5 4 3 8 7 6' },
  { turns: 3, expected: '18 9 0 21 12 3 24 15 6 19 10 1 22 13 4 25 16 7 20 11 2 23 14 5 26 17 8' },
])('$turns quarter turns are those of NumPy', ({ turns, expected }) => {
  const cube = Float32Array.from({ length: 27 }, (_, n) => n);
  expect(rotatedCube(cube, 3, turns).join(' ')).toBe(expected);
});

/** Every voxel's HU is its flat index, counted from the lowest HU. */
function namedCase(tumour: readonly number[], shape: TrainingCase['image']['shape']): TrainingCase {
  const data = Float32Array.from({ length: shape[0] * shape[1] * shape[2] }, (_, n) => n - 1600);
  return {
    ...{ id: 'a', label: 1, image: { shape, data } },
    ...{ tumour: Int32Array.from(tumour), radiomics: new Float32Array() },
  };
}

/** Where a crop of `namedCase` has taken a voxel from. */
function sourceOf(value: number): number {
  return Math.round(value * 2000);
}

test('a crop is clamped to the image and clipped to [-1600, 400] HU', () => {
  const { image } = namedCase([], [5, 4, 6]);
  const starts = (centre: readonly [number, number, number]) =>
    position(sourceOf(cropAround(image, centre, 3)[0]), image.shape);
  expect(starts([2, 2, 2])).toEqual([1, 1, 1]);
  expect(starts([0, 0, 0])).toEqual([0, 0, 0]);
  expect(starts([4, 3, 5])).toEqual([2, 1, 3]);
  const extremes = { shape: [1, 1, 2], data: Int16Array.of(-2000, 3000) } as const;
  expect([...cropAround(extremes, [0, 0, 0], 2)]).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
});

test('an image smaller than the crop lies in its middle, with zeros around', () => {
  const image = { shape: [1, 2, 3], data: new Int16Array(6).fill(400) } as const;
  const crop = cropAround(image, [0, 0, 1], 3);
  // One voxel before and one behind along x; none before and one behind along y; z fills it.
  const expected = new Float32Array(27);
  for (const at of [9, 10, 11, 12, 13, 14]) expected[at] = 1;
  expect(crop).toEqual(expected);
});

test('the central crop is the input of the deployed network', () => {
  const { volume, mask } = preprocessTestCase();
  const isotropic = isotropicCase(volume, mask);
  const [nx, ny, nz] = isotropic.geometry.dimensions;
  const grid = { start: [0, 0, 0], size: [nx, ny, nz] } as const;
  const image = isotropic.imageIn(grid).data;
  const inside = isotropic.maskIn(grid).data;
  const data = new Float32Array(image.length);
  const tumour: number[] = [];
  for (let z = 0, at = 0; z < nz; z += 1) {
    for (let y = 0; y < ny; y += 1) {
      for (let x = 0; x < nx; x += 1, at += 1) {
        const to = (x * ny + y) * nz + z;
        data[to] = image[at];
        if (inside[at] === 1) tumour.push(to);
      }
    }
  }
  const whole: TrainingCase = {
    ...{ id: 'a', label: 0, image: { shape: [nx, ny, nz], data } },
    ...{ tumour: Int32Array.from(tumour), radiomics: new Float32Array() },
  };
  expect(centralCrop(whole, 96)).toEqual(networkInput(isotropic));
});

test('the central crop of a tumour as large as the crop is that tumour', () => {
  const shape = [6, 6, 6] as const;
  const at = (x: number, y: number, z: number): number => (x * 6 + y) * 6 + z;
  const tumour = [at(1, 2, 3), at(2, 3, 4)];
  const patient = namedCase(tumour, shape);
  const corners = [...centralCrop(patient, 2)].map(sourceOf);
  expect([corners[0], corners.at(-1)]).toEqual(tumour);
});

test('crops of training lie around random voxels of the tumour, half of them turned evenly', () => {
  const shape = [12, 12, 12] as const;
  const at = (x: number, y: number, z: number): number => (x * 12 + y) * 12 + z;
  const tumour = [at(5, 5, 5), at(5, 6, 5), at(6, 5, 7)];
  const patient = namedCase(tumour, shape);
  const size = 4;
  const unturned = new Map(
    tumour.map((voxel) => [cropAround(patient.image, position(voxel, shape), size).join(), voxel]),
  );
  const counts = { centres: new Map<number, number>(), turns: [0, 0, 0, 0] };
  const draws = 3000;
  for (let n = 0; n < draws; n += 1) {
    const crop = augmentedCrop(patient, size, randomFor(5, 'augmentation', 1, n));
    for (const turns of [0, 1, 2, 3]) {
      // What is turned back by the rest of a full turn is the crop before.
      const back = turns === 0 ? crop : rotatedCube(crop, size, 4 - turns);
      const voxel = unturned.get(back.join());
      if (voxel === undefined) continue;
      counts.turns[turns] += 1;
      counts.centres.set(voxel, (counts.centres.get(voxel) ?? 0) + 1);
    }
  }
  // Five standard deviations of a binomial count.
  const within = (count: number, share: number): void =>
    expect(Math.abs(count - draws * share)).toBeLessThan(
      5 * Math.sqrt(draws * share * (1 - share)),
    );
  expect(counts.turns.reduce((sum, count) => sum + count, 0)).toBe(draws);
  for (const voxel of tumour) within(counts.centres.get(voxel) ?? 0, 1 / 3);
  within(counts.turns[0], 1 / 2);
  for (const turned of counts.turns.slice(1)) within(turned, 1 / 6);
});

test('random numbers follow from seed, purpose and moment, each of which counts', () => {
  const first = (...of: Parameters<typeof randomFor>): number => randomFor(...of).next();
  expect(first(5, 'order', 3)).toBe(first(5, 'order', 3));
  const others = [
    first(5, 'order', 3),
    first(6, 'order', 3),
    first(5 + 2 ** 32, 'order', 3),
    first(5, 'views', 3),
    first(5, 'order', 4),
    first(5, 'order', 3, 0),
    first(5, 'order', 0, 3),
    seededRandom(5).next(),
  ];
  expect(new Set(others).size).toBe(others.length);
});
