import type { GridWindow } from './grid-window.ts';
import type { IsotropicCase } from './isotropic-case.ts';

/** Edge of the networks' cubic input in voxels of 1 mm. */
export const NETWORK_INPUT_SIZE = 96;

/** Intensities that become 0 and 1. */
const LOWEST_HU = -1600;
const HIGHEST_HU = 400;

/**
 * The networks' input: HU clipped to [-1600, 400] and scaled to [0, 1], padded symmetrically with
 * zeros to at least the crop's size along each axis, then the crop of `networkWindow`.
 *
 * @returns size³ numbers, index = (x·size + y)·size + z with x to the right, y to the front and z to
 * the head: a tensor [1, 1, size, size, size] whose spatial axes are those of the study's code.
 */
export function networkInput(
  isotropic: IsotropicCase,
  size: number = NETWORK_INPUT_SIZE,
): Float32Array {
  // Padding comes after scaling, so that it is 0 there: the lower end of the intensities.
  const { data } = isotropic.imageIn(networkWindow(isotropic, size), LOWEST_HU);
  const tensor = new Float32Array(size ** 3);
  for (let z = 0, at = 0; z < size; z += 1) {
    for (let y = 0; y < size; y += 1) {
      for (let x = 0; x < size; x += 1, at += 1)
        tensor[(x * size + y) * size + z] = scaled(data[at]);
    }
  }
  return tensor;
}

/**
 * Where the networks look: the cube whose centre is that of the mask's bounding box, clamped to the
 * padded image.
 */
export function networkWindow(
  { geometry: { dimensions }, box: { lower, upper } }: IsotropicCase,
  size: number = NETWORK_INPUT_SIZE,
): GridWindow {
  const start = (axis: 0 | 1 | 2): number =>
    cropStart(dimensions[axis], Math.floor((lower[axis] + upper[axis] + 1) / 2), size);
  return { start: [start(0), start(1), start(2)], size: [size, size, size] };
}

/** First voxel of the crop along one axis of the unpadded grid; negative inside the padding. */
function cropStart(count: number, centre: number, size: number): number {
  const padding = Math.max(0, size - count);
  const before = Math.floor(padding / 2);
  const wanted = centre + before - Math.floor(size / 2);
  return Math.min(Math.max(wanted, 0), count + padding - size) - before;
}

function scaled(hu: number): number {
  const clipped = Math.min(Math.max(hu, LOWEST_HU), HIGHEST_HU);
  return (clipped - LOWEST_HU) / (HIGHEST_HU - LOWEST_HU);
}
