import { discretise } from '../discretise.ts';

/**
 * How intensities become grey levels 1, 2, ….
 *
 * `fixed-width`: bins of a width in the unit of the image, the first one starting at `origin`.
 * IBSI starts them at the lower bound of the re-segmentation range, or at the region's minimum
 * without one (fixed bin size, code Q3RU). With the origin `'multiple'` the edges are multiples of
 * the width and the region's minimum is in level 1, as in PyRadiomics. With `'minimum'` the first bin
 * starts at the region's minimum on each image, which is IBSI's rule where there is no range, and
 * the one that derived images can follow: theirs is not the range of the original.
 *
 * `fixed-number`: that many bins of one width from the region's minimum to its maximum, which
 * belongs to the last bin (IBSI's fixed bin number, code K15C).
 */
export type BinRule =
  | {
      readonly kind: 'fixed-width';
      readonly width: number;
      readonly origin: number | 'multiple' | 'minimum';
    }
  | { readonly kind: 'fixed-number'; readonly count: number };

/**
 * Grey level of each intensity, from 1.
 *
 * @throws RangeError for a rule that makes no bins or an intensity below the origin of the bins.
 */
export function greyLevelsOf(values: Float64Array, rule: BinRule): Int32Array {
  if (rule.kind === 'fixed-number') return inFixedNumber(values, rule.count);
  if (rule.origin === 'multiple') return discretise(values, rule.width);
  const origin = rule.origin === 'minimum' ? leastOf(values) : rule.origin;
  return inFixedWidth(values, rule.width, origin);
}

function inFixedWidth(values: Float64Array, width: number, origin: number): Int32Array {
  if (!(width > 0)) throw new RangeError(`a bin width is > 0, got ${width}`);
  const levels = new Int32Array(values.length);
  for (let n = 0; n < values.length; n += 1) {
    levels[n] = Math.floor((values[n] - origin) / width) + 1;
    if (levels[n] < 1) {
      throw new RangeError(`an intensity of ${values[n]} lies below the first bin at ${origin}`);
    }
  }
  return levels;
}

function inFixedNumber(values: Float64Array, count: number): Int32Array {
  if (!(Number.isInteger(count) && count > 0)) {
    throw new RangeError(`a number of bins is an integer > 0, got ${count}`);
  }
  const lowest = leastOf(values);
  const range = values.reduce((a, b) => Math.max(a, b), -Infinity) - lowest;
  const levels = new Int32Array(values.length).fill(1);
  // A flat region is one level.
  if (range === 0) return levels;
  for (let n = 0; n < values.length; n += 1) {
    levels[n] = Math.min(count, Math.floor((count * (values[n] - lowest)) / range) + 1);
  }
  return levels;
}

function leastOf(values: Float64Array): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}
