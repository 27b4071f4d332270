import type { Vec3 } from '../volume.ts';
import type { IsotropicCase } from './isotropic-case.ts';

/** Edge of the networks' cubic input in voxels of 1 mm. */
export const NETWORK_INPUT_SIZE = 96;

/** Intensities that become 0 and 1. */
const LOWEST_HU = -1600;
const HIGHEST_HU = 400;

/**
 * The networks' input: HU clipped to [-1600, 400] and scaled to [0, 1], padded symmetrically with
 * zeros to at least 96 voxels along each axis, then the crop of 96³ whose centre is that of the
 * mask's bounding box, clamped to the padded image.
 *
 * @returns 96³ numbers, index = (x·96 + y)·96 + z with x to the right, y to the front and z to the
 * head: a tensor [1, 1, 96, 96, 96] whose spatial axes are those of the study's code.
 */
export function networkInput(isotropic: IsotropicCase): Float32Array {
  const n = NETWORK_INPUT_SIZE;
  const { dimensions } = isotropic.geometry;
  const { lower, upper } = isotropic.box;
  const start = (axis: 0 | 1 | 2): number =>
    cropStart(dimensions[axis], Math.floor((lower[axis] + upper[axis] + 1) / 2));
  const window = { start: [start(0), start(1), start(2)] as Vec3, size: [n, n, n] as Vec3 };
  // Padding comes after scaling, so that it is 0 there: the lower end of the intensities.
  const { data } = isotropic.imageIn(window, LOWEST_HU);
  const tensor = new Float32Array(n ** 3);
  for (let z = 0, at = 0; z < n; z += 1) {
    for (let y = 0; y < n; y += 1) {
      for (let x = 0; x < n; x += 1, at += 1) tensor[(x * n + y) * n + z] = scaled(data[at]);
    }
  }
  return tensor;
}

/** First voxel of the crop along one axis of the unpadded grid; negative inside the padding. */
function cropStart(count: number, centre: number): number {
  const padding = Math.max(0, NETWORK_INPUT_SIZE - count);
  const before = Math.floor(padding / 2);
  const wanted = centre + before - NETWORK_INPUT_SIZE / 2;
  return Math.min(Math.max(wanted, 0), count + padding - NETWORK_INPUT_SIZE) - before;
}

function scaled(hu: number): number {
  const clipped = Math.min(Math.max(hu, LOWEST_HU), HIGHEST_HU);
  return (clipped - LOWEST_HU) / (HIGHEST_HU - LOWEST_HU);
}
