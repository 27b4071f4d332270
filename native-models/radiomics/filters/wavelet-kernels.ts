import type { Kernel } from './axis-filter.ts';

/** Orthogonal wavelets by their name in PyWavelets. */
export type WaveletName = 'haar' | 'db2' | 'db3' | 'coif1';

/** `L` low-pass (scaling function), `H` high-pass (wavelet). */
export type Band = 'L' | 'H';

const ROOT_2 = Math.SQRT2;
const ROOT_3 = Math.sqrt(3);
const ROOT_7 = Math.sqrt(7);
const ROOT_10 = Math.sqrt(10);
/** sqrt(5 + 2 sqrt(10)) of the closed form of the six-tap Daubechies filter. */
const D = Math.sqrt(5 + 2 * ROOT_10);

/**
 * Low-pass decomposition filters, in the order of PyWavelets' `dec_lo`; they sum to the square
 * root of 2.
 *
 * Source: the closed forms in Daubechies I, Ten Lectures on Wavelets, SIAM 1992, tables 6.1 and
 * 8.1 (coiflet of order 1).
 */
export const lowPass: Readonly<Record<WaveletName, readonly number[]>> = {
  haar: [1 / ROOT_2, 1 / ROOT_2],
  db2: [1 - ROOT_3, 3 - ROOT_3, 3 + ROOT_3, 1 + ROOT_3].map((h) => h / (4 * ROOT_2)),
  db3: [
    1 + ROOT_10 - D,
    5 + ROOT_10 - 3 * D,
    10 - 2 * ROOT_10 - 2 * D,
    10 - 2 * ROOT_10 + 2 * D,
    5 + ROOT_10 + 3 * D,
    1 + ROOT_10 + D,
  ].map((h) => h / (16 * ROOT_2)),
  coif1: [ROOT_7 - 3, 1 - ROOT_7, 14 - 2 * ROOT_7, 14 + 2 * ROOT_7, 5 + ROOT_7, 1 - ROOT_7].map(
    (h) => h / (16 * ROOT_2),
  ),
};

/** Decomposition filter of a band; the high-pass one is the quadrature mirror of the low-pass. */
export function decompositionFilter(wavelet: WaveletName, band: Band): readonly number[] {
  const low = lowPass[wavelet];
  if (band === 'L') return low;
  return low.toReversed().map((h, k) => (k % 2 === 0 ? -h : h));
}

/**
 * A decomposition filter as it acts on an image at a level, without decimation: at level j its taps
 * lie 2^(j-1) voxels apart, and the filter of length F reaches from n + F/2 downwards, as in
 * `pywt.swt`.
 *
 * @param level 1 for the finest.
 * @param reversed The response of the image turned round along this axis, turned back.
 */
export function waveletKernel(filter: readonly number[], level: number, reversed = false): Kernel {
  const step = 2 ** (level - 1) * (reversed ? -1 : 1);
  return {
    offsets: filter.map((_, k) => step * (filter.length / 2 - k)),
    weights: filter,
  };
}
