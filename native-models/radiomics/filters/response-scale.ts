import type { FilterName, FilterSpec } from './filter-spec.ts';

/** How the values of a derived image are to be read. */
export interface ResponseScale {
  readonly unit: 'HU' | 'HU/mm' | '1';
  /** Whether 0 is where the filter finds nothing and the sign tells two findings apart. */
  readonly signed: boolean;
}

const intensity: ResponseScale = { unit: 'HU', signed: false };

/** Of an image in HU. The pointwise filters scale their result back to the image's range. */
const scales: { readonly [Name in FilterName]: ResponseScale } = {
  original: intensity,
  wavelet: { unit: 'HU', signed: true },
  'laplacian-of-gaussian': { unit: 'HU', signed: true },
  gradient: { unit: 'HU/mm', signed: false },
  square: intensity,
  'square-root': intensity,
  logarithm: intensity,
  exponential: intensity,
  'box-mean': intensity,
  'box-sigma': intensity,
  mean: intensity,
  'binomial-blur': intensity,
  'curvature-flow': intensity,
  normalise: { unit: '1', signed: true },
  'laplacian-sharpening': intensity,
  'discrete-gaussian': intensity,
  'recursive-gaussian': intensity,
  'additive-gaussian-noise': intensity,
  'speckle-noise': intensity,
  'shot-noise': intensity,
};

/** The scale of a filter's values. A wavelet band without any high pass is a smoothed image. */
export function responseScale(spec: FilterSpec): ResponseScale {
  return spec.filter === 'wavelet' && spec.band === 'LLL' ? intensity : scales[spec.filter];
}
