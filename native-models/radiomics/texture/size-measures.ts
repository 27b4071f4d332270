import type { Marginal, SizeMatrix } from './size-matrix.ts';

/**
 * The sixteen measures that IBSI defines in the same words for runs (section 3.7), zones (3.8) and
 * dependence (3.11): one function each, which the families name in their tables.
 *
 * Source: Zwanenburg et al., Image biomarker standardisation initiative, arXiv:1612.07003v11. Every
 * measure is finite for every matrix that counts something, one thing included.
 */
export const smallSizeEmphasis = emphasis((_i, j) => 1 / (j * j));
export const largeSizeEmphasis = emphasis((_i, j) => j * j);
export const lowGreyEmphasis = emphasis((i) => 1 / (i * i));
export const highGreyEmphasis = emphasis((i) => i * i);
export const smallSizeLowGreyEmphasis = emphasis((i, j) => 1 / (i * i * j * j));
export const smallSizeHighGreyEmphasis = emphasis((i, j) => (i * i) / (j * j));
export const largeSizeLowGreyEmphasis = emphasis((i, j) => (j * j) / (i * i));
export const largeSizeHighGreyEmphasis = emphasis((i, j) => i * i * j * j);

export function greyNonUniformity({ byGrey, total }: SizeMatrix): number {
  return sumOfSquares(byGrey) / total;
}

export function greyNonUniformityNormalised({ byGrey, total }: SizeMatrix): number {
  return sumOfSquares(byGrey) / total ** 2;
}

export function sizeNonUniformity({ bySize, total }: SizeMatrix): number {
  return sumOfSquares(bySize) / total;
}

export function sizeNonUniformityNormalised({ bySize, total }: SizeMatrix): number {
  return sumOfSquares(bySize) / total ** 2;
}

/** Things per voxel they cover: 1 where all have size 1. */
export function percentage({ total, voxels }: SizeMatrix): number {
  return total / voxels;
}

export function greyVariance({ byGrey, total }: SizeMatrix): number {
  return varianceOf(byGrey, total);
}

export function sizeVariance({ bySize, total }: SizeMatrix): number {
  return varianceOf(bySize, total);
}

export function entropy({ count, total }: SizeMatrix): number {
  let sum = 0;
  for (let cell = 0; cell < count.length; cell += 1) {
    const p = count[cell] / total;
    sum -= p * Math.log2(p);
  }
  return sum;
}

/** Mean of a weight over the things counted. */
function emphasis(weight: (grey: number, size: number) => number): (m: SizeMatrix) => number {
  return ({ grey, size, count, total }) => {
    let sum = 0;
    for (let cell = 0; cell < count.length; cell += 1) {
      sum += count[cell] * weight(grey[cell], size[cell]);
    }
    return sum / total;
  };
}

function sumOfSquares(marginals: readonly Marginal[]): number {
  return marginals.reduce((sum, { count }) => sum + count * count, 0);
}

function varianceOf(marginals: readonly Marginal[], total: number): number {
  const mean = marginals.reduce((sum, { value, count }) => sum + value * count, 0) / total;
  return marginals.reduce((sum, { value, count }) => sum + (value - mean) ** 2 * count, 0) / total;
}
