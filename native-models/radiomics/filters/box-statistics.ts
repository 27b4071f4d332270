import type { Box } from '../../image/grid.ts';
import type { Volume } from '../../image/volume.ts';
import { perAxis, type ImageFilter } from './image-filter.ts';

/**
 * Mean of the voxels of a cube, as SimpleITK's BoxMean. Border: at an edge the mean of those voxels
 * of the cube that exist. Margin: the radius.
 *
 * @param radius Voxels on either side of the centre; an integer.
 */
export function boxMean(radius: number): ImageFilter {
  return (image, box) => overCubes(image, box, radius, mean);
}

/**
 * Standard deviation (divided by n - 1) of the voxels of a cube, as SimpleITK's BoxSigma. Border and
 * margin as `boxMean`; a cube of one voxel has no spread and gives 0.
 */
export function boxSigma(radius: number): ImageFilter {
  return (image, box) => overCubes(image, box, radius, deviation);
}

/** A statistic of the first `count` values. */
type Statistic = (cube: Float64Array, count: number) => number;

function mean(cube: Float64Array, count: number): number {
  let total = 0;
  for (let n = 0; n < count; n++) total += cube[n];
  return total / count;
}

function deviation(cube: Float64Array, count: number): number {
  if (count < 2) return 0;
  const centre = mean(cube, count);
  let squares = 0;
  for (let n = 0; n < count; n++) squares += (cube[n] - centre) ** 2;
  return Math.sqrt(squares / (count - 1));
}

function overCubes(
  { data, geometry }: Volume,
  { offset, dimensions }: Box,
  radius: number,
  statistic: Statistic,
): Float64Array {
  if (!Number.isInteger(radius) || radius < 0) {
    throw new RangeError(`a radius is a whole number of voxels, got ${radius}`);
  }
  const [nx, ny] = geometry.dimensions;
  const [is, js, ks] = perAxis((axis) =>
    Array.from({ length: dimensions[axis] }, (_, n) =>
      existing(offset[axis] + n, radius, geometry.dimensions[axis]),
    ),
  );
  const cube = new Float64Array((2 * radius + 1) ** 3);
  const out = new Float64Array(is.length * js.length * ks.length);
  let at = 0;
  for (const k of ks) {
    for (const j of js) {
      for (const i of is) {
        let count = 0;
        for (let z = k.first; z <= k.last; z++) {
          for (let y = j.first; y <= j.last; y++) {
            const row = nx * (y + ny * z);
            for (let x = i.first; x <= i.last; x++) cube[count++] = data[row + x];
          }
        }
        out[at++] = statistic(cube, count);
      }
    }
  }
  return out;
}

/** The positions within a radius that lie on an axis of `size` voxels. */
function existing(centre: number, radius: number, size: number) {
  return { first: Math.max(0, centre - radius), last: Math.min(size - 1, centre + radius) };
}
