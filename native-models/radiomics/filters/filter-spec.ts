import type { Vec3 } from '../../image/volume.ts';
import type { Border } from './border.ts';
import { boxMean, boxSigma } from './box-statistics.ts';
import { curvatureFlow } from './curvature-flow.ts';
import { gradientMagnitude } from './gradient-magnitude.ts';
import { meanFilter } from './ibsi-convolution.ts';
import type { ImageFilter } from './image-filter.ts';
import { laplacianSharpening, normalise } from './image-wide.ts';
import { laplacianOfGaussian } from './laplacian-of-gaussian.ts';
import { additiveGaussianNoise, shotNoise, speckleNoise } from './noise.ts';
import { exponential, logarithm, original, square, squareRoot } from './pointwise.ts';
import { RECURSIVE_MARGIN_SIGMAS } from './recursive-gaussian.ts';
import {
  binomialBlur,
  discreteGaussian,
  discreteGaussianMargin,
  recursiveGaussianAlongI,
} from './smoothing.ts';
import { coifletBand, type WaveletBand } from './wavelet.ts';

/** A derived image as plain data, so that presets can be files. */
export type FilterSpec =
  | { readonly filter: 'original' }
  | { readonly filter: 'wavelet'; readonly band: WaveletBand }
  | { readonly filter: 'laplacian-of-gaussian'; readonly sigmaMm: number }
  | { readonly filter: 'gradient' | 'square' | 'square-root' | 'logarithm' | 'exponential' }
  | { readonly filter: 'box-mean' | 'box-sigma' | 'mean'; readonly radius: number }
  | { readonly filter: 'binomial-blur'; readonly repetitions: number }
  | { readonly filter: 'curvature-flow'; readonly timeStep: number; readonly iterations: number }
  | { readonly filter: 'normalise' | 'laplacian-sharpening' }
  | {
      readonly filter: 'discrete-gaussian';
      readonly varianceMm2: number;
      readonly maximumError: number;
      readonly maximumWidth: number;
    }
  | { readonly filter: 'recursive-gaussian'; readonly sigmaMm: number }
  | {
      readonly filter: 'additive-gaussian-noise';
      readonly mean: number;
      readonly standardDeviation: number;
      readonly seed: number;
    }
  | { readonly filter: 'speckle-noise'; readonly standardDeviation: number; readonly seed: number }
  | { readonly filter: 'shot-noise'; readonly scale: number; readonly seed: number };

export type FilterName = FilterSpec['filter'];

/** A filter with what an extraction must know and a reader may ask. */
export interface DerivedImage {
  readonly apply: ImageFilter;
  /** Beyond the image's edge: a rule, `existing` voxels alone, or `none` as no neighbour counts. */
  readonly border: Border | 'existing' | 'none';
  /** Voxels of image around a box, along i, j, k, that its values depend on. */
  readonly margin: (spacingMm: Vec3) => Vec3;
  /** Whether values also depend on a mean or range of the whole image that is handed in. */
  readonly imageWide: boolean;
}

type Makers = {
  readonly [Name in FilterName]: (spec: Extract<FilterSpec, { filter: Name }>) => DerivedImage;
};

const makers: Makers = {
  original: () => alone(original),
  wavelet: ({ band }) => around(coifletBand(band), 'periodic-even', 3),
  'laplacian-of-gaussian': ({ sigmaMm }) => ({
    apply: laplacianOfGaussian(sigmaMm),
    border: 'nearest',
    margin: (spacing) => recursiveMargin(sigmaMm, spacing),
    imageWide: false,
  }),
  gradient: () => around(gradientMagnitude, 'nearest', 1),
  square: () => wide(alone(square)),
  'square-root': () => wide(alone(squareRoot)),
  logarithm: () => wide(alone(logarithm)),
  exponential: () => wide(alone(exponential)),
  'box-mean': ({ radius }) => around(boxMean(radius), 'existing', radius),
  'box-sigma': ({ radius }) => around(boxSigma(radius), 'existing', radius),
  mean: ({ radius }) => {
    const support = 2 * radius + 1;
    return around(meanFilter({ support, dimension: 3, border: 'nearest' }), 'nearest', radius);
  },
  'binomial-blur': ({ repetitions }) => around(binomialBlur(repetitions), 'nearest', repetitions),
  'curvature-flow': (spec) => around(curvatureFlow(spec), 'nearest', spec.iterations),
  normalise: () => wide(alone(normalise)),
  'laplacian-sharpening': () => wide(around(laplacianSharpening, 'nearest', 1)),
  'discrete-gaussian': (spec) => ({
    apply: discreteGaussian(spec),
    border: 'nearest',
    margin: (spacing) => discreteGaussianMargin(spec, spacing),
    imageWide: false,
  }),
  'recursive-gaussian': ({ sigmaMm }) => ({
    apply: recursiveGaussianAlongI(sigmaMm),
    border: 'nearest',
    margin: (spacing) => [recursiveMargin(sigmaMm, spacing)[0], 0, 0],
    imageWide: false,
  }),
  'additive-gaussian-noise': (spec) => alone(additiveGaussianNoise(spec, spec.seed)),
  'speckle-noise': (spec) => alone(speckleNoise(spec.standardDeviation, spec.seed)),
  'shot-noise': (spec) => alone(shotNoise(spec.scale, spec.seed)),
};

/** The filter that a specification names. @throws RangeError for parameters out of their range. */
export function derivedImage<Spec extends FilterSpec>(spec: Spec): DerivedImage {
  const make = makers[spec.filter] as (spec: Spec) => DerivedImage;
  return make(spec);
}

function alone(apply: ImageFilter): DerivedImage {
  return { apply, border: 'none', margin: () => [0, 0, 0], imageWide: false };
}

function around(apply: ImageFilter, border: DerivedImage['border'], voxels: number): DerivedImage {
  return { apply, border, margin: () => [voxels, voxels, voxels], imageWide: false };
}

function wide(image: DerivedImage): DerivedImage {
  return { ...image, imageWide: true };
}

function recursiveMargin(sigmaMm: number, [x, y, z]: Vec3): Vec3 {
  const voxels = (spacing: number): number =>
    Math.ceil((RECURSIVE_MARGIN_SIGMAS * sigmaMm) / spacing);
  return [voxels(x), voxels(y), voxels(z)];
}
