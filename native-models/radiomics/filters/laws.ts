import { crop } from '../../image/crop.ts';
import { expandBox, type Box } from '../../image/grid.ts';
import type { Volume } from '../../image/volume.ts';
import { axisFilter, identityKernel, type AxisFilter, type Kernel } from './axis-filter.ts';
import type { Border } from './border.ts';
import { perAxis, rangeAlong, type ImageFilter } from './image-filter.ts';
import { rotations } from './rotations.ts';
import { separableResponses } from './separable.ts';

/** Laws' kernels before they are scaled to unit length, in the order of a convolution. */
const kernels = {
  L5: [1, 4, 6, 4, 1],
  E5: [-1, -2, 0, 2, 1],
  S5: [-1, 0, 2, 0, -1],
  W5: [-1, 2, 0, -2, 1],
  R5: [1, -4, 6, -4, 1],
  L3: [1, 2, 1],
  E3: [-1, 0, 1],
  S3: [-1, 2, -1],
} as const;

export type LawsKernel = keyof typeof kernels;

export interface LawsSettings {
  /** A kernel along each axis: three for a volume, two to work slice by slice. */
  readonly kernels: readonly LawsKernel[];
  /** Takes the largest of the responses to the image in all its right-angled rotations. */
  readonly rotationInvariant: boolean;
  /**
   * Chebyshev radius in voxels within which the mean of the absolute response is taken, Laws'
   * texture energy; absent for the response itself.
   */
  readonly energyRadius?: number;
  /** A border that reads near the edge only, as an energy is computed around the box alone. */
  readonly border: Exclude<Border, 'periodic' | 'periodic-even'>;
}

/**
 * Response of a product of Laws kernels, IBSI's JTXT. Margin: 2 voxels, and the energy's radius.
 *
 * Source: IBSI reference manual part 2, arXiv:2006.05470.
 */
export function lawsFilter(settings: LawsSettings): ImageFilter {
  const { energyRadius } = settings;
  if (energyRadius === undefined) return (image, box) => response(settings, image, box);
  return (image, box) => {
    const margin = perAxis((axis) => (axis < settings.kernels.length ? energyRadius : 0));
    const wide = expandBox(box, margin, image.geometry.dimensions);
    const { geometry } = crop(image, wide);
    const data = response(settings, image, wide).map(Math.abs);
    const size = 2 * energyRadius + 1;
    const mean = kernelOf(Array.from({ length: size }, () => 1 / size));
    const choices = perAxis((axis) => {
      const kernel = axis < settings.kernels.length ? mean : identityKernel;
      const filter = axisFilter([kernel], rangeAlong(image, box, axis), settings.border);
      return [within(filter, wide.offset[axis])];
    });
    return separableResponses({ geometry, data }, choices, [[0, 0, 0]])[0];
  };
}

/** The response, or the largest over all rotations. */
function response(settings: LawsSettings, image: Volume, box: Box): Float64Array {
  const { kernels: names, rotationInvariant, border } = settings;
  const used = rotationInvariant ? rotations(names.length) : [asItIs(names.length)];
  let pooled: Float64Array | undefined;
  for (const { from, reversed } of used) {
    const choices = perAxis((axis) => {
      const name = names[from[axis]] as LawsKernel | undefined;
      const kernel = name ? lawsKernel(name, reversed[axis]) : identityKernel;
      return [axisFilter([kernel], rangeAlong(image, box, axis), border)];
    });
    const [one] = separableResponses(image, choices, [[0, 0, 0]]);
    pooled = pooled ? pooled.map((largest, n) => Math.max(largest, one[n])) : one;
  }
  return pooled ?? new Float64Array();
}

function asItIs(dimension: number) {
  return {
    from: Array.from({ length: dimension }, (_, axis) => axis),
    reversed: Array.from({ length: dimension }, () => false),
  };
}

/** Scaled to unit length. A convolution reads the image backwards, hence the turned weights. */
function lawsKernel(name: LawsKernel, reversed: boolean): Kernel {
  const length = Math.hypot(...kernels[name]);
  const weights = kernels[name].map((weight) => weight / length);
  return kernelOf(reversed ? weights : weights.toReversed());
}

function kernelOf(weights: readonly number[]): Kernel {
  const radius = (weights.length - 1) / 2;
  return { offsets: weights.map((_, t) => t - radius), weights };
}

/** The same filter, reading from an image that begins at the voxel `offset` of its own. */
function within(filter: AxisFilter, offset: number): AxisFilter {
  return filter.map((row) => new Map([...row].map(([index, weight]) => [index - offset, weight])));
}
