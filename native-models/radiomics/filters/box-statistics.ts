import type { Box } from '../../image/grid.ts';
import type { Volume } from '../../image/volume.ts';
import type { ImageFilter } from './image-filter.ts';

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
  return (image, box) =>
    overCubes(image, box, radius, (cube) => {
      if (cube.length < 2) return 0;
      const centre = mean(cube);
      const squares = cube.reduce((total, x) => total + (x - centre) ** 2, 0);
      return Math.sqrt(squares / (cube.length - 1));
    });
}

function mean(cube: Float64Array): number {
  return cube.reduce((total, x) => total + x, 0) / cube.length;
}

function overCubes(
  { data, geometry }: Volume,
  { offset, dimensions }: Box,
  radius: number,
  statistic: (cube: Float64Array) => number,
): Float64Array {
  if (!Number.isInteger(radius) || radius < 0) {
    throw new RangeError(`a radius is a whole number of voxels, got ${radius}`);
  }
  const [nx, ny] = geometry.dimensions;
  const [width, height, depth] = dimensions;
  const cube = new Float64Array((2 * radius + 1) ** 3);
  return new Float64Array(width * height * depth).map((_, n) => {
    const i = existing(offset[0] + (n % width), radius, nx);
    const j = existing(offset[1] + (Math.floor(n / width) % height), radius, ny);
    const k = existing(
      offset[2] + Math.floor(n / (width * height)),
      radius,
      geometry.dimensions[2],
    );
    let count = 0;
    for (let z = k.first; z <= k.last; z++) {
      for (let y = j.first; y <= j.last; y++) {
        const row = nx * (y + ny * z);
        for (let x = i.first; x <= i.last; x++) cube[count++] = data[row + x];
      }
    }
    return statistic(cube.subarray(0, count));
  });
}

/** The positions within a radius that lie on an axis of `size` voxels. */
function existing(centre: number, radius: number, size: number) {
  return { first: Math.max(0, centre - radius), last: Math.min(size - 1, centre + radius) };
}
