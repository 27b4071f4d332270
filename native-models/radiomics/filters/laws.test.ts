import { expect, test } from 'vitest';
import { cropVoxels } from '../../image/crop.ts';
import type { Volume } from '../../image/volume.ts';
import { wholeBox } from './image-filter.ts';
import { lawsFilter } from './laws.ts';

function slice(dimensions: readonly [number, number], value: (n: number) => number): Volume {
  const [nx, ny] = dimensions;
  return {
    geometry: {
      dimensions: [nx, ny, 1],
      spacingMm: [1, 1, 1],
      originMm: [0, 0, 0],
      direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    },
    data: Float64Array.from({ length: nx * ny }, (_, n) => value(n)),
  };
}

/** An impulse in the middle of 5 × 5 voxels: a convolution answers with the kernel itself. */
const impulse = slice([5, 5], (n) => (n === 12 ? 1 : 0));
const plain = { kernels: ['E3', 'L3'], rotationInvariant: false, border: 'zero' } as const;

test('the response to an impulse is the product of the kernels, of unit length', () => {
  const response = lawsFilter(plain)(impulse, wholeBox(impulse));
  // E3 along i, L3 along j: (-1, 0, 1) / √2 times (1, 2, 1) / √6.
  const scale = 1 / Math.sqrt(12);
  const rows = [0, 1, 2, 1, 0].map((l) => [0, -l, 0, l, 0].map((x) => x * scale));
  expect(gap(response, rows.flat())).toBeLessThan(1e-15);
});

test('an energy is the mean of the absolute response within its radius', () => {
  const energy = lawsFilter({ ...plain, energyRadius: 1 })(impulse, wholeBox(impulse));
  // By hand: of 3 × 3 voxels around the middle six hold 1, 1, 2, 2, 1, 1 times the scale above.
  expect(energy[12]).toBeCloseTo(8 / 9 / Math.sqrt(12), 14);
  // Two voxels to the left only one column of them is left.
  expect(energy[10]).toBeCloseTo(4 / 9 / Math.sqrt(12), 14);
});

test('invariant to rotations, each side of an edge answers alike', () => {
  const [dark, bright] = [true, false].map((turned) => {
    const half = slice([9, 9], (n) => Number(n % 9 < 4 !== turned));
    return lawsFilter({ ...plain, rotationInvariant: true, border: 'mirror' })(
      half,
      wholeBox(half),
    );
  });
  expect(gap(dark, [...bright])).toBeLessThan(1e-14);
  expect(Math.max(...dark)).toBeGreaterThan(0);
});

test('an energy in a box is that of the whole image, at the border and inside', () => {
  const image = slice([16, 14], (n) => Math.sin(7 * n) * 100);
  for (const border of ['zero', 'nearest', 'mirror', 'mirror-once'] as const) {
    const filter = lawsFilter({
      ...{ kernels: ['L5', 'E5'], rotationInvariant: true, energyRadius: 3, border },
    });
    const whole = filter(image, wholeBox(image));
    for (const offset of [
      [0, 0, 0],
      [2, 1, 0],
      [11, 9, 0],
    ] as const) {
      const box = { offset, dimensions: [5, 5, 1] } as const;
      expect(filter(image, box)).toEqual(cropVoxels(whole, image.geometry.dimensions, box));
    }
  }
});

/** Largest difference of two lists of one length. */
function gap(a: Float64Array, b: readonly number[]): number {
  expect(a).toHaveLength(b.length);
  return b.reduce((most, value, n) => Math.max(most, Math.abs(value - a[n])), 0);
}
