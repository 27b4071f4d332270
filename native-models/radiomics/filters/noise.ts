import type { ImageFilter } from './image-filter.ts';
import { uniforms } from './philox.ts';
import { original } from './pointwise.ts';

/**
 * The noise filters follow the distributions of SimpleITK's filters of the same names, but draw
 * from Philox with the voxel's i, j, k in the image as counter: a voxel's value depends on the seed
 * and its place alone. ITK draws from Mersenne Twisters, one per chunk of the image, so single
 * values differ from ITK's; mean and spread agree.
 *
 * Border: none.
 */
function noise(
  stream: number,
  noisy: (value: number, next: () => number) => number,
): (seed: number) => ImageFilter {
  return (seed) => {
    if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
      throw new RangeError(`a seed is an integer in [0, 2^32), got ${seed}`);
    }
    return (image, box) => {
      const [nx, ny] = box.dimensions;
      return original(image, box).map((value, n) => {
        const i = box.offset[0] + (n % nx);
        const j = box.offset[1] + (Math.floor(n / nx) % ny);
        const k = box.offset[2] + Math.floor(n / (nx * ny));
        return noisy(value, uniforms({ counter: [i, j, k], key: [seed, stream] }));
      });
    };
  };
}

/** Second words of the key: noises of one seed are independent of each other. */
const STREAMS = { gaussian: 1, speckle: 2, shot: 3 } as const;

export interface GaussianNoiseSettings {
  readonly mean: number;
  readonly standardDeviation: number;
}

/** Adds normal noise, as AdditiveGaussianNoise. */
export function additiveGaussianNoise(
  { mean, standardDeviation }: GaussianNoiseSettings,
  seed: number,
): ImageFilter {
  return noise(
    STREAMS.gaussian,
    (value, next) => value + mean + standardDeviation * normal(next),
  )(seed);
}

/**
 * Multiplies by gamma noise of mean 1, as SpeckleNoise. A sum of 1 / variance exponentials makes
 * the gamma variable, so that count must be whole; a standard deviation of 1 is one exponential.
 */
export function speckleNoise(standardDeviation: number, seed: number): ImageFilter {
  const shape = Math.round(1 / standardDeviation ** 2);
  if (!(Math.abs(shape * standardDeviation ** 2 - 1) < 1e-9)) {
    throw new RangeError(`1 / standard deviation^2 must be whole, got ${standardDeviation}`);
  }
  return noise(STREAMS.speckle, (value, next) => {
    let gamma = 0;
    for (let n = 0; n < shape; n++) gamma -= Math.log(next());
    return (value * gamma) / shape;
  })(seed);
}

/** From this expectation on a Poisson variable is drawn as a normal one, as in ITK. */
const NORMAL_FROM = 50;

/**
 * Replaces each value by a Poisson variable of that expectation, as ShotNoise. Negative values,
 * most of a lung in HU, become 0.
 *
 * @param scale Events per unit of intensity; > 0.
 */
export function shotNoise(scale: number, seed: number): ImageFilter {
  if (!(scale > 0)) throw new RangeError(`a scale is > 0, got ${scale}`);
  return noise(STREAMS.shot, (value, next) => {
    const expected = scale * value;
    if (expected >= NORMAL_FROM) {
      return (expected + Math.sqrt(expected) * normal(next)) / scale;
    }
    return expected > 0 ? poisson(expected, next) / scale : 0;
  })(seed);
}

/** Box and Muller's cosine half. */
function normal(next: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(next()));
  return radius * Math.cos(2 * Math.PI * next());
}

/** Knuth's product of uniforms; small expectations only. */
function poisson(expected: number, next: () => number): number {
  const limit = Math.exp(-expected);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}
