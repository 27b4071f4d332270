import { expect, test } from 'vitest';
import type { Box } from '../../image/grid.ts';
import type { Volume } from '../../image/volume.ts';
import { wholeBox, type ImageFilter } from './image-filter.ts';
import { additiveGaussianNoise, shotNoise, speckleNoise } from './noise.ts';
import { philox } from './philox.ts';

// Known answers published with Random123 (kat_vectors, philox4x32-10).
test.each([
  { word: 0, key: 0, expected: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
  {
    word: 0xffffffff,
    key: 0xffffffff,
    expected: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
])('Philox of counters $word gives the published words', ({ word, key, expected }) => {
  expect(philox([word, word, word, word], [key, key])).toEqual(expected);
});

test('Philox of the digits of pi gives the published words', () => {
  const counter = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344] as const;
  expect(philox(counter, [0xa4093822, 0x299f31d0])).toEqual([
    0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1,
  ]);
});

const noises: readonly [name: string, of: (seed: number) => ImageFilter][] = [
  ['gaussian', (seed) => additiveGaussianNoise({ mean: 0, standardDeviation: 1 }, seed)],
  ['speckle', (seed) => speckleNoise(1, seed)],
  ['shot', (seed) => shotNoise(1, seed)],
];

test.each(noises)('%s noise of a voxel does not depend on the box it is drawn in', (_, of) => {
  const image = flat(60);
  const whole = of(7)(image, wholeBox(image));
  const box: Box = { offset: [3, 5, 8], dimensions: [4, 3, 2] };
  const part = of(7)(image, box);
  const [nx, ny] = image.geometry.dimensions;
  for (const [n, value] of part.entries()) {
    const [i, j, k] = [3 + (n % 4), 5 + (Math.floor(n / 4) % 3), 8 + Math.floor(n / 12)];
    expect(value).toBe(whole[i + nx * (j + ny * k)]);
  }
});

test.each(noises)('%s noise changes with the seed and repeats with it', (_, of) => {
  const image = flat(60);
  const box: Box = { offset: [0, 0, 0], dimensions: [10, 10, 1] };
  expect(of(1)(image, box)).toEqual(of(1)(image, box));
  const differing = of(2)(image, box).filter((value, n) => value !== of(1)(image, box)[n]);
  expect(differing.length).toBeGreaterThan(95);
});

// Mean and standard deviation of the distributions; 8000 draws leave 4 standard errors of room.
test.each([
  { name: 'gaussian', level: 60, mean: 60, deviation: 1 },
  { name: 'speckle', level: -500, mean: -500, deviation: 500 },
  { name: 'shot', level: 60, mean: 60, deviation: Math.sqrt(60) },
  { name: 'shot', level: 9, mean: 9, deviation: 3 },
  { name: 'shot', level: -300, mean: 0, deviation: 0 },
])('$name noise on $level has its mean and spread', ({ name, level, mean, deviation }) => {
  const image = flat(level);
  const filter = new Map(noises).get(name)?.(11);
  const values = filter?.(image, wholeBox(image)) ?? new Float64Array();
  const count = values.length;
  const average = values.reduce((a, b) => a + b, 0) / count;
  const variance = values.reduce((a, b) => a + (b - average) ** 2, 0) / (count - 1);
  expect(Math.abs(average - mean)).toBeLessThanOrEqual((4 * deviation) / Math.sqrt(count));
  expect(Math.abs(Math.sqrt(variance) - deviation)).toBeLessThanOrEqual(0.08 * deviation);
});

test('the noises of one seed do not follow each other', () => {
  const image = flat(100);
  const box = wholeBox(image);
  const [a, , c] = noises.map(([, of]) => of(5)(image, box).map((x) => x - 100));
  const product = a.reduce((total, x, n) => total + x * c[n], 0);
  const lengths = Math.hypot(...a) * Math.hypot(...c);
  expect(Math.abs(product / lengths)).toBeLessThan(0.05);
});

test('refuses what has no distribution', () => {
  expect(() => speckleNoise(0.9, 1)).toThrow(/must be whole/);
  expect(() => shotNoise(0, 1)).toThrow(/> 0/);
  expect(() => shotNoise(1, -1)).toThrow(/seed/);
});

function flat(level: number): Volume {
  return {
    geometry: {
      dimensions: [20, 20, 20],
      spacingMm: [1, 1, 1],
      originMm: [0, 0, 0],
      direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    },
    data: new Float32Array(8000).fill(level),
  };
}

test('shot noise counts events up to an expectation of 50, and is normal from there on, as in ITK', () => {
  const counted = (value: number): boolean => {
    const image = flat(value);
    return shotNoise(2, 5)(image, wholeBox(image)).every((noisy) => Number.isInteger(2 * noisy));
  };
  expect([counted(3), counted(24.9), counted(25)]).toEqual([true, true, false]);
});
