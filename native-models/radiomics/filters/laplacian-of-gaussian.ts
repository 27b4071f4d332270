import { expandBox } from '../../image/grid.ts';
import { voxelCount, type Vec3 } from '../../image/volume.ts';
import { axes, perAxis, type ImageFilter } from './image-filter.ts';
import { original } from './pointwise.ts';
import { RECURSIVE_MARGIN_SIGMAS, recursiveGaussian } from './recursive-gaussian.ts';
import { recursivePass, type FloatBlock, type Stretch } from './recursive-pass.ts';

/**
 * Laplacian of Gaussian as PyRadiomics computes it: SimpleITK's LaplacianRecursiveGaussian,
 * normalised across scale (multiplied by sigma^2), in single precision between the passes.
 *
 * Border: `nearest`. Margin: 13 sigma, less where the image ends before.
 *
 * @param sigmaMm Standard deviation in mm; > 0.
 * @throws RangeError when the image has fewer than 4 voxels along an axis.
 */
export function laplacianOfGaussian(sigmaMm: number): ImageFilter {
  return (image, box) => {
    const { spacingMm, dimensions } = image.geometry;
    const margin = perAxis((axis) =>
      Math.ceil((RECURSIVE_MARGIN_SIGMAS * sigmaMm) / spacingMm[axis]),
    );
    const wide = expandBox(box, margin, dimensions);
    // The image itself is not rounded: ITK reads it as it is.
    const input = { data: original(image, wide), dimensions: wide.dimensions };
    const kept = perAxis((axis) => ({
      start: box.offset[axis] - wide.offset[axis],
      count: box.dimensions[axis],
    }));
    // The first pass along an axis leaves most; what follows goes to and fro between two rooms.
    const most = Math.max(
      ...axes.map((axis) => (voxelCount(wide) * kept[axis].count) / wide.dimensions[axis]),
    );
    const rooms = [new Float64Array(most), new Float64Array(most)];
    const total = new Float64Array(voxelCount(box));
    for (const axis of axes) {
      const { data } = secondDerivative(input, { axis, sigmaMm, spacingMm, kept, rooms });
      const toMm = 1 / spacingMm[axis] ** 2;
      for (let n = 0; n < total.length; n++) total[n] = Math.fround(total[n] + data[n] * toMm);
    }
    return total;
  };
}

interface Derivative {
  readonly axis: 0 | 1 | 2;
  readonly sigmaMm: number;
  readonly spacingMm: Vec3;
  /** Where the wanted voxels lie in the input, per axis. */
  readonly kept: readonly Stretch[];
  /** Two, each for the largest result of a pass. */
  readonly rooms: readonly Float64Array[];
}

/** The derivative comes first, then the smoothing of the other axes in order, as in ITK. */
function secondDerivative(input: FloatBlock, task: Derivative): FloatBlock {
  const { axis, sigmaMm, spacingMm, kept, rooms } = task;
  const order = [axis, ...axes.filter((other) => other !== axis)];
  return order.reduce((block, along, n) => {
    const sigma = sigmaMm / spacingMm[along];
    const filter =
      along === axis ? recursiveGaussian(sigma, 2, sigmaMm ** 2) : recursiveGaussian(sigma, 0);
    // Only the wanted stretch goes on to the next axis: the block shrinks from pass to pass.
    return recursivePass(block, { axis: along, filter, kept: kept[along] }, rooms[n % 2]);
  }, input);
}
