import type { Vec3 } from '../../image/volume.ts';
import { axisFilter, identityKernel, type Kernel } from './axis-filter.ts';
import type { Border } from './border.ts';
import { perAxis, rangeAlong, type ImageFilter } from './image-filter.ts';
import { separableResponses } from './separable.ts';

/** In how many axes a filter works: 3, or 2 for slice by slice. */
export type FilterDimension = 2 | 3;

export interface MeanSettings {
  /** Edge of the cube in voxels; odd. */
  readonly support: number;
  readonly dimension: FilterDimension;
  readonly border: Border;
}

/**
 * Mean of a cube of voxels, IBSI's S60F. Margin: half the support.
 *
 * Source: IBSI reference manual part 2, arXiv:2006.05470.
 */
export function meanFilter({ support, dimension, border }: MeanSettings): ImageFilter {
  if (support % 2 !== 1 || support < 1) {
    throw new RangeError(`the support of a mean is an odd number of voxels, got ${support}`);
  }
  const kernel = centred(Array.from({ length: support }, () => 1 / support));
  return (image, box) =>
    separableResponses(
      image,
      perAxis((axis) => [
        axisFilter(
          [axis < dimension ? kernel : identityKernel],
          rangeAlong(image, box, axis),
          border,
        ),
      ]),
      [[0, 0, 0]],
    )[0];
}

export interface LaplacianSettings {
  /** Standard deviation in mm; the same in voxels only where voxels measure 1 mm. */
  readonly sigmaMm: number;
  /** Standard deviations after which the kernel is cut. */
  readonly cut: number;
  readonly dimension: FilterDimension;
  readonly border: Border;
}

/**
 * Laplacian of Gaussian by convolution with the sampled kernel, IBSI's L6PA:
 * -(D - r^2 / sigma^2) exp(-r^2 / 2 sigma^2) / ((2 pi)^(D/2) sigma^(D+2)), sigma in voxels. The
 * kernel is a sum of D products, so it is applied axis by axis. Margin: `cut` sigma.
 *
 * Source: IBSI reference manual part 2, arXiv:2006.05470.
 */
export function ibsiLaplacianOfGaussian(settings: LaplacianSettings): ImageFilter {
  const { dimension, border } = settings;
  const directions = (
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ] satisfies Vec3[]
  ).slice(0, dimension);
  return (image, box) => {
    const choices = perAxis((axis) => {
      const range = rangeAlong(image, box, axis);
      const kernels =
        axis < dimension
          ? gaussianKernels(settings.sigmaMm / image.geometry.spacingMm[axis], settings.cut)
          : [identityKernel];
      return kernels.map((kernel) => axisFilter([kernel], range, border));
    });
    const parts = separableResponses(image, choices, directions);
    return parts[0].map((_, n) => parts.reduce((total, part) => total + part[n], 0));
  };
}

/** A sampled Gaussian, and its second derivative; sigma in voxels. */
function gaussianKernels(sigma: number, cut: number): readonly [Kernel, Kernel] {
  const radius = Math.floor(cut * sigma + 0.5);
  const offsets = Array.from({ length: 2 * radius + 1 }, (_, t) => t - radius);
  const gaussian = offsets.map(
    (x) => Math.exp(-(x ** 2) / (2 * sigma ** 2)) / (Math.sqrt(2 * Math.PI) * sigma),
  );
  const second = offsets.map((x, t) => ((x ** 2 / sigma ** 2 - 1) / sigma ** 2) * gaussian[t]);
  return [
    { offsets, weights: gaussian },
    { offsets, weights: second },
  ];
}

function centred(weights: readonly number[]): Kernel {
  const radius = (weights.length - 1) / 2;
  return { offsets: weights.map((_, t) => t - radius), weights };
}
