import type { Three, TrainingCase } from './training-case.ts';

/** Intensities that become 0 and 1. */
const LOWEST_HU = -1600;
const HIGHEST_HU = 400;

/**
 * A cube of an image around a centre, clamped to the image and scaled from [-1600, 400] HU to
 * [0, 1]; where the image is smaller than the cube it is padded on both sides with 0.
 *
 * @returns size³ numbers in the order of the image.
 */
export function cropAround(
  { shape, data }: TrainingCase['image'],
  centre: Three,
  size: number,
): Float32Array {
  const [x0, y0, z0] = centre.map((at, axis) => cropStart(shape[axis], at, size));
  const crop = new Float32Array(size ** 3);
  const [nx, ny, nz] = shape;
  for (let x = Math.max(0, -x0); x < size && x + x0 < nx; x += 1) {
    for (let y = Math.max(0, -y0); y < size && y + y0 < ny; y += 1) {
      const from = ((x + x0) * ny + y + y0) * nz + z0;
      const to = (x * size + y) * size;
      for (let z = Math.max(0, -z0); z < size && z + z0 < nz; z += 1) {
        crop[to + z] = scaled(data[from + z]);
      }
    }
  }
  return crop;
}

/** The crop of validation and test: centred on the bounding box of the tumour. */
export function centralCrop({ image, tumour }: TrainingCase, size: number): Float32Array {
  const lower: [number, number, number] = [Infinity, Infinity, Infinity];
  const upper: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const index of tumour) {
    for (const [axis, at] of position(index, image.shape).entries()) {
      lower[axis] = Math.min(lower[axis], at);
      upper[axis] = Math.max(upper[axis], at);
    }
  }
  const middle = (axis: 0 | 1 | 2): number => Math.floor((lower[axis] + upper[axis] + 1) / 2);
  return cropAround(image, [middle(0), middle(1), middle(2)], size);
}

/** Where a flat index lies. */
export function position(index: number, [, ny, nz]: Three): Three {
  return [Math.floor(index / (ny * nz)), Math.floor(index / nz) % ny, index % nz];
}

/** First voxel of the crop along one axis; negative where it begins in the padding. */
function cropStart(count: number, centre: number, size: number): number {
  const padding = Math.max(0, size - count);
  const before = Math.floor(padding / 2);
  const wanted = centre + before - Math.floor(size / 2);
  return Math.min(Math.max(wanted, 0), count + padding - size) - before;
}

function scaled(hu: number): number {
  return (Math.min(Math.max(hu, LOWEST_HU), HIGHEST_HU) - LOWEST_HU) / (HIGHEST_HU - LOWEST_HU);
}
