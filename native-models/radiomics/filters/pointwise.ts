import type { VoxelArray } from '../../image/volume.ts';
import type { ImageFilter } from './image-filter.ts';

/** The image as it is, in double precision. */
export const original: ImageFilter = ({ data, geometry }, { offset, dimensions }) => {
  const [nx, ny] = geometry.dimensions;
  const [width, height, depth] = dimensions;
  const voxels = new Float64Array(width * height * depth);
  for (let k = 0, to = 0; k < depth; k++) {
    for (let j = 0; j < height; j++, to += width) {
      const from = offset[0] + nx * (offset[1] + j + ny * (offset[2] + k));
      voxels.set(data.subarray(from, from + width), to);
    }
  }
  return voxels;
};

/**
 * Square, square root, logarithm and exponential as PyRadiomics defines them: each scaled so that
 * the largest absolute value of the image stays what it was. That value is taken from the whole
 * image that is handed in, so the same lesion in a larger window can get other values.
 *
 * Border: none, every voxel stands alone. An image of zeros stays as it is, where PyRadiomics
 * divides by zero.
 */
function pointwise(scaled: (largest: number) => (x: number) => number): ImageFilter {
  return (image, box) => {
    const voxels = original(image, box);
    const largest = largestAbsolute(image.data);
    return largest === 0 ? voxels : voxels.map(scaled(largest));
  };
}

/** (x / sqrt(max))^2; never negative. */
export const square = pointwise((largest) => {
  const c = 1 / Math.sqrt(largest);
  return (x) => (c * x) ** 2;
});

/** sqrt(max |x|) with the sign of x. */
export const squareRoot = pointwise(
  (largest) => (x) => Math.sign(x) * Math.sqrt(largest * Math.abs(x)),
);

/** c log(|x| + 1) with the sign of x, and c such that the maximum stays. */
export const logarithm = pointwise((largest) => {
  const c = largest / Math.log(largest + 1);
  return (x) => Math.sign(x) * c * Math.log(Math.abs(x) + 1);
});

/** exp(x log(max) / max). */
export const exponential = pointwise((largest) => {
  const c = Math.log(largest) / largest;
  return (x) => Math.exp(c * x);
});

function largestAbsolute(data: VoxelArray): number {
  let largest = 0;
  for (const value of data) largest = Math.max(largest, Math.abs(value));
  return largest;
}
