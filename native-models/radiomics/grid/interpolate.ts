import { patientToIndex, type Geometry, type Mask, type Volume } from '../../image/volume.ts';
import { perAxis } from '../filters/image-filter.ts';
import { separableResponses } from '../filters/separable.ts';
import {
  interpolationWeights,
  type Beyond,
  type InterpolationMethod,
} from './interpolation-weights.ts';

/** Largest difference of two unit vectors that are meant to be the same. */
const DIRECTION_TOLERANCE = 1e-6;

/**
 * An image at the voxel centres of another grid with the same axes, in double precision. Nothing
 * is smoothed before the grid is made coarser (IBSI asks for no anti-aliasing).
 *
 * @throws RangeError when the axes of the two grids differ.
 */
export function interpolate(
  image: Volume,
  target: Geometry,
  method: InterpolationMethod,
  beyond: Beyond = 'continued',
): Volume<Float64Array> {
  const source = image.geometry;
  requireSameAxes(source, target);
  const first = patientToIndex(source, target.originMm);
  const rows = perAxis((axis) => {
    const step = target.spacingMm[axis] / source.spacingMm[axis];
    const start = settle(first[axis]);
    return [
      Array.from({ length: target.dimensions[axis] }, (_, n) =>
        interpolationWeights(start + n * step, source.dimensions[axis], { method, beyond }),
      ),
    ];
  });
  return { geometry: target, data: separableResponses(image, rows, [[0, 0, 0]])[0] };
}

/** Partial volumes of exactly one half may fall below it by rounding. */
const HALF_TOLERANCE = 1e-6;

/**
 * A mask on another grid: interpolated as an image, then all voxels of at least one half, which is
 * IBSI's threshold.
 */
export function interpolateMask(
  mask: Mask,
  target: Geometry,
  method: InterpolationMethod,
  { threshold = 0.5, beyond }: { readonly threshold?: number; readonly beyond?: Beyond } = {},
): Mask {
  const { data } = interpolate(mask, target, method, beyond);
  const limit = threshold - HALF_TOLERANCE;
  return { geometry: target, data: Uint8Array.from(data, (part) => (part >= limit ? 1 : 0)) };
}

/** CT numbers are whole; interpolated ones are rounded again, halves upwards. */
export function roundIntensities(image: Volume): Volume<Float64Array> {
  return { geometry: image.geometry, data: Float64Array.from(image.data, (x) => Math.round(x)) };
}

/** Takes the noise of the way over patient coordinates off positions that are a voxel centre. */
function settle(position: number): number {
  const nearest = Math.round(position * 1e6) / 1e6;
  return Math.abs(position - nearest) < 1e-9 ? nearest : position;
}

function requireSameAxes(source: Geometry, target: Geometry): void {
  for (const [n, component] of source.direction.entries()) {
    if (Math.abs(component - target.direction[n]) > DIRECTION_TOLERANCE) {
      throw new RangeError('image and target grid have different axes; reorient the image first');
    }
  }
}
