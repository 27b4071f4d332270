import { cropVoxels } from '../../image/crop.ts';
import type { VoxelArray } from '../../image/volume.ts';
import { axisFilter, identityKernel, type Kernel } from './axis-filter.ts';
import { perAxis, rangeAlong, wholeBox, type ImageFilter } from './image-filter.ts';
import { original } from './pointwise.ts';
import { separableResponses } from './separable.ts';

/**
 * Mean 0 and standard deviation 1 (divided by n - 1) over the whole image that is handed in, as
 * SimpleITK's Normalize. Border: none. A flat image gives 0.
 */
export const normalise: ImageFilter = (image, box) => {
  const { data } = image;
  const mean = sum(data) / data.length;
  let squares = 0;
  for (const x of data) squares += (x - mean) ** 2;
  const deviation = Math.sqrt(squares / (data.length - 1));
  return original(image, box).map((x) => (deviation > 0 ? (x - mean) / deviation : 0));
};

/**
 * The image less its Laplacian, as SimpleITK's LaplacianSharpening: the Laplacian (per mm^2) is
 * first stretched to the image's range, the difference is shifted to the image's mean and clipped
 * to its range. Range and mean are those of the whole image that is handed in. Border: `nearest`.
 * A flat image, or one with a flat Laplacian, stays as it is.
 */
export const laplacianSharpening: ImageFilter = (image, box) => {
  const laplacian = laplacianOf(image, wholeBox(image));
  const [low, high] = range(image.data);
  const [lowest, highest] = range(laplacian);
  if (low === high || lowest === highest) {
    return original(image, box);
  }
  const sharpened = laplacian.map(
    (value, n) => image.data[n] - (((value - lowest) / (highest - lowest)) * (high - low) + low),
  );
  const shift = (sum(image.data) - sum(sharpened)) / sharpened.length;
  return cropVoxels(sharpened, image.geometry.dimensions, box).map((value) =>
    Math.min(Math.max(value + shift, low), high),
  );
};

const laplacianOf: ImageFilter = (image, box) => {
  const choices = perAxis((axis) => {
    const weight = 1 / image.geometry.spacingMm[axis] ** 2;
    const second: Kernel = { offsets: [-1, 0, 1], weights: [weight, -2 * weight, weight] };
    return [identityKernel, second].map((kernel) =>
      axisFilter([kernel], rangeAlong(image, box, axis), 'nearest'),
    );
  });
  const [x, y, z] = separableResponses(image, choices, [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  return x.map((value, n) => value + y[n] + z[n]);
};

function range(data: VoxelArray): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of data) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function sum(data: VoxelArray): number {
  let total = 0;
  for (const value of data) total += value;
  return total;
}
