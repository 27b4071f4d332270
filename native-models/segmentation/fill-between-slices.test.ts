import { expect, test } from 'vitest';
import type { Mask } from '../image/volume.ts';
import { fillBetweenSlices } from './fill-between-slices.ts';

const geometry = {
  dimensions: [40, 40, 9],
  spacingMm: [1, 1, 1],
  originMm: [0, 0, 0],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
} as const;

interface Disc {
  readonly k: number;
  readonly centre: readonly [number, number];
  readonly radius: number;
}

function discs(list: readonly Disc[]): Mask {
  const data = new Uint8Array(40 * 40 * 9);
  for (const { k, centre, radius } of list) {
    for (let j = 0; j < 40; j++) {
      for (let i = 0; i < 40; i++) {
        if (Math.hypot(i - centre[0], j - centre[1]) <= radius) data[i + 40 * (j + 40 * k)] = 1;
      }
    }
  }
  return { geometry, data };
}

const slice = ({ data }: Mask, k: number) => data.slice(1600 * k, 1600 * (k + 1));
const area = (mask: Mask, k: number) => slice(mask, k).reduce((sum, inside) => sum + inside, 0);

function centroid(mask: Mask, k: number): readonly [i: number, j: number] {
  let [i, j] = [0, 0];
  slice(mask, k).forEach((inside, at) => {
    i += inside * (at % 40);
    j += inside * Math.floor(at / 40);
  });
  return [i / area(mask, k), j / area(mask, k)];
}

test('between two discs lies the disc of the radius in between', () => {
  const filled = fillBetweenSlices(
    discs([
      { k: 1, centre: [20, 20], radius: 4 },
      { k: 5, centre: [20, 20], radius: 12 },
    ]),
  );
  for (const [k, radius] of [
    [2, 6],
    [3, 8],
    [4, 10],
  ]) {
    // The area of the ideal disc; one voxel of rim would be 10 % at the largest radius.
    expect(Math.abs(area(filled, k) / (Math.PI * radius ** 2) - 1)).toBeLessThan(0.12);
  }
});

test('discs that do not even overlap are joined along their way', () => {
  const filled = fillBetweenSlices(
    discs([
      { k: 2, centre: [8, 20], radius: 4 },
      { k: 6, centre: [28, 20], radius: 4 },
    ]),
  );
  const expected = discs([{ k: 4, centre: [18, 20], radius: 4 }]);
  expect(slice(filled, 4)).toEqual(slice(expected, 4));
});

test('between discs of other sizes at other places lie discs in between, to half a voxel', () => {
  const first: Disc = { k: 1, centre: [9, 10], radius: 5 };
  const last: Disc = { k: 8, centre: [28, 27], radius: 9 };
  const filled = fillBetweenSlices(discs([first, last]));
  for (let k = first.k + 1; k < last.k; k++) {
    const t = (k - first.k) / (last.k - first.k);
    const between = (a: number, b: number) => (1 - t) * a + t * b;
    // Half a voxel of rim, the resolution of the grid, changes the radius by that much.
    const radius = Math.sqrt(area(filled, k) / Math.PI);
    expect(Math.abs(radius - between(first.radius, last.radius))).toBeLessThan(0.5);
    const [i, j] = centroid(filled, k);
    expect(Math.abs(i - between(first.centre[0], last.centre[0]))).toBeLessThan(0.25);
    expect(Math.abs(j - between(first.centre[1], last.centre[1]))).toBeLessThan(0.25);
  }
});

test('drawn slices and what lies beyond them stay as they are', () => {
  const drawn = discs([
    { k: 2, centre: [15, 20], radius: 5 },
    { k: 3, centre: [25, 12], radius: 3 },
    { k: 5, centre: [20, 20], radius: 4 },
  ]);
  const filled = fillBetweenSlices(drawn);
  for (const k of [0, 1, 2, 3, 5, 6, 7, 8]) expect(slice(filled, k)).toEqual(slice(drawn, k));
  expect(area(filled, 4)).toBeGreaterThan(0);
});

test('a mask that fills whole slices fills the ones in between', () => {
  const data = new Uint8Array(1600 * 9);
  data.fill(1, 0, 1600);
  data.fill(1, 1600 * 2, 1600 * 3);
  expect(area(fillBetweenSlices({ geometry, data }), 1)).toBe(1600);
});

test('an empty mask and a single slice have nothing in between', () => {
  for (const mask of [discs([]), discs([{ k: 4, centre: [20, 20], radius: 5 }])]) {
    expect(fillBetweenSlices(mask).data).toEqual(mask.data);
  }
});
