import type { Mask, Vec3, Volume } from '../volume.ts';
import { clipToGrid, type GridWindow } from './grid-window.ts';
import type { IsotropicCase } from './isotropic-case.ts';

/** Image in HU and mask on the same 1 mm grid in RAS orientation. */
export interface RadiomicsInput {
  readonly volume: Volume<Float32Array>;
  readonly mask: Mask;
}

/**
 * What the radiomics features are computed on: the lesion with a margin of the image around it.
 *
 * @param marginMm Image kept around the mask's bounding box. Features of the original image look
 * inside the mask only; image filters need surroundings, 20 mm being four times the widest kernel
 * of the study (a Gaussian of 5 mm).
 */
export function radiomicsInput(isotropic: IsotropicCase, marginMm = 20): RadiomicsInput {
  const { lower, upper } = isotropic.box;
  const size = (axis: 0 | 1 | 2): number => upper[axis] - lower[axis] + 1 + 2 * marginMm;
  const start: Vec3 = [lower[0] - marginMm, lower[1] - marginMm, lower[2] - marginMm];
  const window: GridWindow = clipToGrid(isotropic.geometry, {
    start,
    size: [size(0), size(1), size(2)],
  });
  return { volume: isotropic.imageIn(window), mask: isotropic.maskIn(window) };
}
