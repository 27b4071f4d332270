import { crop } from '../../image/crop.ts';
import { expandBox, type Box } from '../../image/grid.ts';
import type { Volume } from '../../image/volume.ts';
import { axisFilter, type AxisFilter, type Kernel } from './axis-filter.ts';
import { perAxis, rangeAlong, type ImageFilter } from './image-filter.ts';
import { separableResponses } from './separable.ts';

/**
 * Mean of the voxels of a cube, as SimpleITK's BoxMean. Border: at an edge the mean of those voxels
 * of the cube that exist. Margin: the radius.
 *
 * @param radius Voxels on either side of the centre; an integer.
 */
export function boxMean(radius: number): ImageFilter {
  return (image, box) => means(image, boxFilters(image, box, radius));
}

/**
 * Standard deviation (divided by n - 1) of the voxels of a cube, as SimpleITK's BoxSigma. Border and
 * margin as `boxMean`.
 */
export function boxSigma(radius: number): ImageFilter {
  return (image, box) => {
    const wide = expandBox(box, [radius, radius, radius], image.geometry.dimensions);
    const window = crop(image, wide);
    const offset = perAxis((axis) => box.offset[axis] - wide.offset[axis]);
    const filters = boxFilters(window, { ...box, offset }, radius);
    // Differences to one voxel of the window: squares of large HU would cost digits.
    const level = window.data[0];
    const centred = Float64Array.from(window.data, (x) => x - level);
    const mean = means({ ...window, data: centred }, filters);
    const squares = means({ ...window, data: centred.map((x) => x * x) }, filters);
    const [nx, ny] = box.dimensions;
    return squares.map((square, n) => {
      const count =
        filters[0][n % nx].size *
        filters[1][Math.floor(n / nx) % ny].size *
        filters[2][Math.floor(n / (nx * ny))].size;
      const variance = ((square - mean[n] ** 2) * count) / (count - 1);
      // Rounding alone can leave a flat cube just below 0; a cube of one voxel has no spread.
      return count > 1 ? Math.sqrt(Math.max(0, variance)) : 0;
    });
  };
}

type AxisFilters = readonly [AxisFilter, AxisFilter, AxisFilter];

function boxFilters(image: Volume, box: Box, radius: number): AxisFilters {
  if (!Number.isInteger(radius) || radius < 0) {
    throw new RangeError(`a radius is a whole number of voxels, got ${radius}`);
  }
  const width = 2 * radius + 1;
  const ones: Kernel = {
    offsets: Array.from({ length: width }, (_, t) => t - radius),
    weights: Array.from({ length: width }, () => 1),
  };
  return perAxis((axis) =>
    axisFilter([ones], rangeAlong(image, box, axis), 'zero').map(
      (row) => new Map([...row.keys()].map((index) => [index, 1 / row.size])),
    ),
  );
}

function means(image: Volume, [x, y, z]: AxisFilters): Float64Array {
  return separableResponses(image, [[x], [y], [z]], [[0, 0, 0]])[0];
}
