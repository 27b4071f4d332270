import type { Vec3 } from '../../image/volume.ts';
import { axisFilter, identityKernel, type AxisFilter, type Kernel } from './axis-filter.ts';
import type { Border } from './border.ts';
import { perAxis, rangeAlong, type ImageFilter } from './image-filter.ts';
import { rotations, type Rotation } from './rotations.ts';
import { separableResponses } from './separable.ts';
import { decompositionFilter, waveletKernel, type WaveletName } from './wavelet-kernels.ts';

export interface SeparableWavelet {
  readonly wavelet: WaveletName;
  /** A letter `L` or `H` per axis: three for a volume, two to work slice by slice. */
  readonly band: string;
  /** 1 for the finest; the levels below are low-pass filtered. */
  readonly level: number;
  /** Averages the responses to the image in all its right-angled rotations. */
  readonly rotationInvariant: boolean;
  readonly border: Border;
}

/**
 * A band of an undecimated separable wavelet transform at any level, as IBSI defines it.
 *
 * Border: as asked, applied anew to the result of every level. Margin: at level j at most 2^j - 1
 * times half the filter's length.
 *
 * Source: IBSI reference manual part 2, separable wavelets and rotation invariance,
 * arXiv:2006.05470.
 */
export function separableWavelet(settings: SeparableWavelet): ImageFilter {
  const used = settings.rotationInvariant ? variants : variants.slice(0, 2);
  return (image, box) => {
    const choices = perAxis((axis) =>
      used.map((variant): AxisFilter => {
        const flat = axis >= settings.band.length;
        const kernels = flat ? [identityKernel] : levels(settings, variant);
        return axisFilter(kernels, rangeAlong(image, box, axis), settings.border);
      }),
    );
    const products = settings.rotationInvariant
      ? rotations(settings.band.length).map((rotation) => turned(settings.band, rotation))
      : [perAxis((axis) => variantOf(settings.band[axis], false))];
    return average(separableResponses(image, choices, products));
  };
}

/** What an axis can be filtered with: either band, on the image as it is or turned round. */
const variants = [
  { band: 'L', reversed: false },
  { band: 'H', reversed: false },
  { band: 'L', reversed: true },
  { band: 'H', reversed: true },
] as const;

function variantOf(letter: string | undefined, reversed: boolean): number {
  return (letter === 'H' ? 1 : 0) + (reversed ? 2 : 0);
}

function levels(
  { wavelet, level }: SeparableWavelet,
  { band, reversed }: (typeof variants)[number],
): Kernel[] {
  return Array.from({ length: level }, (_, below) => {
    const filter = decompositionFilter(wavelet, below + 1 === level ? band : 'L');
    return waveletKernel(filter, below + 1, reversed);
  });
}

function turned(band: string, { from, reversed }: Rotation): Vec3 {
  return perAxis((axis) => variantOf(band[from[axis]], reversed[axis] ?? false));
}

function average(responses: readonly Float64Array[]): Float64Array {
  const [first, ...others] = responses;
  if (others.length === 0) return first;
  const mean = Float64Array.from(first);
  for (const response of others) {
    for (let n = 0; n < mean.length; n++) mean[n] += response[n];
  }
  return mean.map((total) => total / responses.length);
}
