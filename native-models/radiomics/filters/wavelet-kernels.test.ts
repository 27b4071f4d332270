import { expect, test } from 'vitest';
import {
  decompositionFilter,
  lowPass,
  waveletKernel,
  type WaveletName,
} from './wavelet-kernels.ts';

const R2 = Math.SQRT2;
const R3 = Math.sqrt(3);
const R7 = Math.sqrt(7);
const R10 = Math.sqrt(10);
const D = Math.sqrt(5 + 2 * R10);

/** The filters' closed forms. */
const closed: Readonly<Record<WaveletName, readonly number[]>> = {
  haar: [1 / R2, 1 / R2],
  db2: [1 - R3, 3 - R3, 3 + R3, 1 + R3].map((h) => h / (4 * R2)),
  db3: [
    1 + R10 - D,
    5 + R10 - 3 * D,
    10 - 2 * R10 - 2 * D,
    10 - 2 * R10 + 2 * D,
    5 + R10 + 3 * D,
    1 + R10 + D,
  ].map((h) => h / (16 * R2)),
  coif1: [R7 - 3, 1 - R7, 14 - 2 * R7, 14 + 2 * R7, 5 + R7, 1 - R7].map((h) => h / (16 * R2)),
};

test.each(Object.keys(closed) as WaveletName[])('%s has the digits of its closed form', (name) => {
  for (const [k, h] of lowPass[name].entries()) expect(h).toBeCloseTo(closed[name][k], 14);
});

test.each(Object.keys(closed) as WaveletName[])('the bands of %s are orthonormal', (name) => {
  const [low, high] = [decompositionFilter(name, 'L'), decompositionFilter(name, 'H')];
  const dot = (a: readonly number[], b: readonly number[], shift: number): number =>
    a.reduce((total, x, k) => total + x * (b[k + shift] ?? 0), 0);
  for (let shift = 0; shift < low.length; shift += 2) {
    const unit = shift === 0 ? 1 : 0;
    expect(dot(low, low, shift)).toBeCloseTo(unit, 14);
    expect(dot(high, high, shift)).toBeCloseTo(unit, 14);
    expect(dot(low, high, shift)).toBeCloseTo(0, 14);
  }
  expect(high.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 14);
});

test('taps spread with the level and turn round with the image', () => {
  const { offsets } = waveletKernel(lowPass.db2, 2);
  expect(offsets).toEqual([4, 2, 0, -2]);
  expect(waveletKernel(lowPass.db2, 2, true).offsets).toEqual([-4, -2, -0, 2]);
});
