import { expect, test } from 'vitest';
import type { Candidate } from './candidate-regions.ts';
import type { Scene } from './scene.ts';
import { extentOf, traitsOf } from './traits.ts';

const dimensions = [31, 31, 31] as const;
const seed = [15, 15, 15] as const;
const count = 31 ** 3;

/** A ball of 8 voxels on a field that is bright for i > 15, in a hull that ends at j = 20. */
const scene: Scene = {
  grid: { dimensions, spacingMm: [1, 1, 1] },
  smooth: new Float32Array(count).map((_, at) => (at % 31 > 15 ? 0 : -800)),
  hull: new Uint8Array(count).map((_, at) => +(Math.floor(at / 31) % 31 <= 20)),
  seed,
  parenchymaHu: -850,
  coreHu: 0,
};

function ball(centre: readonly number[], radius: number): Candidate {
  const data = new Uint8Array(count).map((_, at) => {
    const index = [at % 31, Math.floor(at / 31) % 31, Math.floor(at / 961)];
    return +(Math.hypot(...index.map((x, axis) => x - centre[axis])) <= radius);
  });
  const box = { offset: [0, 0, 0], dimensions } as const;
  return { box, data, alpha: 0.3, thresholdHu: -400, radius: 2 };
}

const traits = (candidate: Candidate) =>
  traitsOf(candidate, extentOf(candidate, dimensions), scene);

test('a ball is as wide inside as its volume says', () => {
  const found = traits(ball(seed, 8));
  expect(found.logRadius).toBeCloseTo(Math.log(8), 1);
  // The largest distance from the centre to a voxel outside, over R + 0.5.
  expect(found.inner).toBeGreaterThan(0.9);
  expect(found.offset).toBeCloseTo(0, 6);
  expect(found.border).toBe(0);
  expect(found.openingRatio).toBeCloseTo(2 / 8, 2);
});

test('half of the shell lies on the bright side, a third of its height beyond the hull', () => {
  const found = traits(ball(seed, 8));
  expect(found.cut).toBeGreaterThan(0.42);
  expect(found.cut).toBeLessThan(0.5);
  // The cap of a sphere beyond 5.5 of 8.7 voxels: (8.7 - 5.5) / (2 × 8.7) of its surface.
  expect(found.wall).toBeCloseTo(0.18, 1);
});

test('a ball at the edge of the view counts the voxels on its face', () => {
  const edge = ball([4, 15, 15], 6);
  const { onFaces } = extentOf(edge, dimensions);
  // The disc where the ball meets the face has a radius of sqrt(6² - 4²) = 4.47: 69 voxels.
  expect(onFaces).toBe(69);
  expect(traits(edge).border).toBeGreaterThan(0.5);
});
