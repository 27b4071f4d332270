import { expect, test } from 'vitest';
import { maskAgreement } from './mask-agreement.ts';
import type { Mask, Vec3 } from './volume.ts';

const dimensions: Vec3 = [40, 36, 14];
const spacingMm: Vec3 = [0.7, 0.8, 2.5];

/** Balls given as centre index along i, j, k and radius in mm. */
function balls(...list: readonly (readonly [number, number, number, number])[]): Mask {
  const [nx, ny, nz] = dimensions;
  const data = Uint8Array.from({ length: nx * ny * nz }, (_, at) => {
    const index = [at % nx, Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))];
    return Number(
      list.some(
        (ball) =>
          index.reduce((sum, x, axis) => sum + ((x - ball[axis]) * spacingMm[axis]) ** 2, 0) <=
          ball[3] ** 2,
      ),
    );
  });
  const direction = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  return { geometry: { dimensions, spacingMm, originMm: [0, 0, 0], direction }, data };
}

const a = balls([18, 17, 6, 9.1]);
const b = balls([20, 16, 7, 7.7], [31, 25, 7, 2.1]);

test('two outlines agree as MONAI says', () => {
  // MONAI 1.6.1 (compute_dice, compute_hausdorff_distance, compute_average_surface_distance,
  // symmetric), and in double precision SciPy 1.17.1 distance_transform_edt of the eroded-away voxels.
  const { dice, jaccard, surface } = maskAgreement(a, b);
  expect(dice).toBeCloseTo(0.6783465644675609, 14);
  expect(jaccard).toBeCloseTo(0.5132560066280033, 14);
  expect(surface?.percentile95Mm).toBeCloseTo(4.052159917870962, 6);
  expect(surface?.largestMm).toBeCloseTo(5.063595560468865, 6);
  expect(surface?.meanMm).toBeCloseTo(1.6892788350611454, 6);
});

test('the order of the masks does not matter', () => {
  expect(maskAgreement(b, a)).toEqual(maskAgreement(a, b));
});

test('a mask agrees with itself', () => {
  expect(maskAgreement(a, a)).toEqual({
    dice: 1,
    jaccard: 1,
    surface: { largestMm: 0, percentile95Mm: 0, meanMm: 0 },
  });
});

test('an empty mask has no surface; two empty ones agree', () => {
  const empty = balls();
  expect(maskAgreement(a, empty)).toEqual({ dice: 0, jaccard: 0, surface: null });
  expect(maskAgreement(empty, empty)).toEqual({ dice: 1, jaccard: 1, surface: null });
});

test('masks that fill their grid end at its border', () => {
  const full = { ...a, data: a.data.map(() => 1) };
  const { surface } = maskAgreement(full, { ...full, data: full.data.with(0, 0) });
  expect(surface?.largestMm).toBeCloseTo(0.7, 6);
});

test('different grids are refused', () => {
  const other = { ...b, geometry: { ...b.geometry, dimensions: [1, 1, 1] as const } };
  expect(() => maskAgreement(a, other)).toThrow(RangeError);
});
