import type { Kernel } from './axis-filter.ts';

/** Orthogonal wavelets by their name in PyWavelets. */
export type WaveletName = 'haar' | 'db2' | 'db3' | 'coif1';

/** `L` low-pass (scaling function), `H` high-pass (wavelet). */
export type Band = 'L' | 'H';

/**
 * Low-pass decomposition filters in the order and to the last bit of PyWavelets' `dec_lo`; they sum
 * to the square root of 2. Digits and not closed forms: a difference in the last one would let a
 * voxel of flat tissue, whose detail is 0 but for rounding, fall on the other side of a bin edge.
 *
 * Source: Daubechies I, Ten Lectures on Wavelets, SIAM 1992, tables 6.1 and 8.1 (coiflet of order
 * 1); PyWavelets 1.9.0.
 */
export const lowPass: Readonly<Record<WaveletName, readonly number[]>> = {
  haar: [0.7071067811865476, 0.7071067811865476],
  db2: [-0.12940952255126037, 0.2241438680420134, 0.8365163037378079, 0.48296291314453416],
  db3: [
    0.03522629188570953, -0.08544127388202666, -0.13501102001025458, 0.45987750211849154,
    0.8068915093110925, 0.33267055295008263,
  ],
  coif1: [
    -0.015655728135791993, -0.07273261951252645, 0.3848648468648578, 0.8525720202116004,
    0.3378976624574818, -0.07273261951252645,
  ],
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
