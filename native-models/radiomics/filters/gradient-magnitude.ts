import { perAxis, rangeAlong, type ImageFilter } from './image-filter.ts';
import { axisFilter, identityKernel, type Kernel } from './axis-filter.ts';
import { separableResponses } from './separable.ts';

/**
 * Length of the gradient by central differences, per mm, as PyRadiomics takes it from SimpleITK's
 * GradientMagnitude: single precision in the end.
 *
 * Border: `nearest` (the difference across the edge is halved, not one-sided). Margin: 1 voxel.
 */
export const gradientMagnitude: ImageFilter = (image, box) => {
  const choices = perAxis((axis) => {
    const step = 1 / (2 * image.geometry.spacingMm[axis]);
    const difference: Kernel = { offsets: [-1, 1], weights: [-step, step] };
    const range = rangeAlong(image, box, axis);
    return [
      axisFilter([identityKernel], range, 'nearest'),
      axisFilter([difference], range, 'nearest'),
    ];
  });
  const [x, y, z] = separableResponses(image, choices, [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  return x.map((dx, n) => Math.fround(Math.sqrt(dx * dx + y[n] * y[n] + z[n] * z[n])));
};
