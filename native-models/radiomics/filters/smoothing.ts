import { expandBox } from '../../image/grid.ts';
import { voxelCount, type Vec3 } from '../../image/volume.ts';
import { axisFilter, type Kernel } from './axis-filter.ts';
import { perAxis, rangeAlong, type ImageFilter } from './image-filter.ts';
import { original } from './pointwise.ts';
import { RECURSIVE_MARGIN_SIGMAS, recursiveGaussian } from './recursive-gaussian.ts';
import { recursivePass } from './recursive-pass.ts';
import { separableResponses } from './separable.ts';

/** Applies the same kernels along every axis, one after another; border `nearest`. */
function alongEveryAxis(kernelsOf: (spacingMm: number) => readonly Kernel[]): ImageFilter {
  return (image, box) =>
    separableResponses(
      image,
      perAxis((axis) => [
        axisFilter(
          kernelsOf(image.geometry.spacingMm[axis]),
          rangeAlong(image, box, axis),
          'nearest',
        ),
      ]),
      [[0, 0, 0]],
    )[0];
}

/**
 * Weights 1/4, 1/2, 1/4 along every axis, as SimpleITK's BinomialBlur: an average with the next
 * voxel, then one with the voxel before. Border: `nearest` after either average. Margin: one voxel
 * per repetition.
 */
export function binomialBlur(repetitions: number): ImageFilter {
  const next: Kernel = { offsets: [0, 1], weights: [0.5, 0.5] };
  const before: Kernel = { offsets: [0, -1], weights: [0.5, 0.5] };
  const kernels = Array.from({ length: repetitions }, () => [next, before]).flat();
  return alongEveryAxis(() => kernels);
}

export interface DiscreteGaussianSettings {
  /** In mm^2. */
  readonly varianceMm2: number;
  /** Share of the kernel's sum that may be cut off, in (0, 1). */
  readonly maximumError: number;
  /** Widest kernel in voxels, as a guard. */
  readonly maximumWidth: number;
}

/**
 * Gaussian smoothing by the discrete kernel exp(-t) I_n(t), t the variance in voxels, as
 * SimpleITK's DiscreteGaussian (whose Bessel functions are good to 1e-7). Border: `nearest`.
 * Margin: `discreteGaussianMargin`.
 *
 * Source: Lindeberg T, Scale-space for discrete signals, IEEE PAMI 12:234-254, 1990.
 */
export function discreteGaussian(settings: DiscreteGaussianSettings): ImageFilter {
  return alongEveryAxis((spacing) => [
    discreteKernel(settings.varianceMm2 / spacing ** 2, settings),
  ]);
}

/** Voxels on either side of the kernel's centre along i, j, k. */
export function discreteGaussianMargin(settings: DiscreteGaussianSettings, spacingMm: Vec3): Vec3 {
  return perAxis((axis) => {
    const { offsets } = discreteKernel(settings.varianceMm2 / spacingMm[axis] ** 2, settings);
    return (offsets.length - 1) / 2;
  });
}

function discreteKernel(
  variance: number,
  { maximumError, maximumWidth }: DiscreteGaussianSettings,
): Kernel {
  const half = [scaledBessel(0, variance)];
  let total = half[0];
  while (total < 1 - maximumError && half.length <= maximumWidth) {
    const weight = scaledBessel(half.length, variance);
    half.push(weight);
    total += 2 * weight;
  }
  const radius = half.length - 1;
  const offsets = Array.from({ length: 2 * radius + 1 }, (_, t) => t - radius);
  return { offsets, weights: offsets.map((t) => half[Math.abs(t)] / total) };
}

/** exp(-t) I_n(t) by the power series of the modified Bessel function. */
function scaledBessel(n: number, t: number): number {
  let term = Math.exp(-t);
  for (let m = 1; m <= n; m++) term *= t / 2 / m;
  let total = term;
  for (let m = 1; term > total * 1e-17; m++) {
    term *= (t / 2) ** 2 / (m * (m + n));
    total += term;
  }
  return total;
}

/**
 * Recursive Gaussian along i alone, as SimpleITK's RecursiveGaussian with its default direction, in
 * single precision. Border: `nearest`. Margin: 13 sigma.
 */
export function recursiveGaussianAlongI(sigmaMm: number): ImageFilter {
  return (image, box) => {
    const { geometry } = image;
    const sigma = sigmaMm / geometry.spacingMm[0];
    const wide = expandBox(
      box,
      [Math.ceil(RECURSIVE_MARGIN_SIGMAS * sigma), 0, 0],
      geometry.dimensions,
    );
    const input = { data: original(image, wide), dimensions: wide.dimensions };
    const kept = { start: box.offset[0] - wide.offset[0], count: box.dimensions[0] };
    const pass = { axis: 0, filter: recursiveGaussian(sigma, 0), kept } as const;
    return recursivePass(input, pass, new Float64Array(voxelCount(box))).data;
  };
}
