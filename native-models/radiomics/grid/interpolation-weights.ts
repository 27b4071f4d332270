import { spread, type Kernel, type Row } from '../filters/axis-filter.ts';

/** `cubic` is the cubic B-spline that passes through the voxels. */
export type InterpolationMethod = 'nearest' | 'linear' | 'cubic';

/**
 * What lies beyond the outer voxel centres of an axis.
 *
 * - `continued`: the outer value goes on for ever.
 * - `ended`: as in ITK. The outer voxel goes on to its edge, a spline runs backwards there, and
 *   beyond is nothing but 0.
 */
export type Beyond = 'continued' | 'ended';

/**
 * A sample half-way between two voxels may miss the half by rounding; in voxels. What 32-bit
 * spacings miss it by is more and stands: the nearest voxel is then not in doubt.
 */
const HALF_TOLERANCE = 1e-9;

const NOTHING: Row = new Map();

/**
 * The value at a position on an axis as a weighted sum of its voxels.
 *
 * @param position In voxels; 0 is the centre of the first of `size` voxels.
 */
export function interpolationWeights(
  position: number,
  size: number,
  { method, beyond }: { readonly method: InterpolationMethod; readonly beyond: Beyond },
): Row {
  const inside = Math.min(Math.max(position, 0), size - 1);
  if (beyond === 'ended') {
    if (position < -0.5 || position >= size - 0.5) return NOTHING;
    if (method === 'cubic') return cubicWeights(position, size);
  }
  switch (method) {
    case 'nearest':
      return new Map([[Math.min(size - 1, Math.floor(inside + 0.5 + HALF_TOLERANCE)), 1]]);
    case 'linear': {
      const low = Math.min(Math.floor(inside), Math.max(0, size - 2));
      const part = inside - low;
      return part === 0
        ? new Map([[low, 1]])
        : new Map([
            [low, 1 - part],
            [low + 1, part],
          ]);
    }
    case 'cubic':
      return cubicWeights(inside, size);
  }
}

/** Ratio by which the influence of a voxel on the spline falls from voxel to voxel. */
const POLE = Math.sqrt(3) - 2;

/** Voxels after which that influence has fallen below double precision: 0.268^28 = 1e-16. */
const REACH = 28;

/**
 * Voxels to B-spline coefficients. The recursive prefilter written out as a kernel, so that a
 * window of an image gets what the whole image would give.
 *
 * Source: Unser M, Splines: a perfect fit for signal and image processing, IEEE Signal Process Mag
 * 16(6):22-38, 1999.
 */
const PREFILTER: Kernel = {
  offsets: Array.from({ length: 2 * REACH + 1 }, (_, t) => t - REACH),
  weights: Array.from(
    { length: 2 * REACH + 1 },
    (_, t) => ((-6 * POLE) / (1 - POLE ** 2)) * POLE ** Math.abs(t - REACH),
  ),
};

function cubicWeights(position: number, size: number): Row {
  const low = Math.floor(position);
  const x = position - low;
  const basis: Kernel = {
    offsets: [-1, 0, 1, 2],
    weights: [
      (1 - x) ** 3 / 6,
      (4 - 6 * x ** 2 + 3 * x ** 3) / 6,
      (1 + 3 * x + 3 * x ** 2 - 3 * x ** 3) / 6,
      x ** 3 / 6,
    ],
  };
  const coefficients = spread(new Map([[low, 1]]), basis, size, 'mirror-once');
  return spread(coefficients, PREFILTER, size, 'mirror-once');
}
