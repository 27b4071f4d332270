import type { GridWindow } from '#native/image/preprocess/grid-window.ts';
import { clipToGrid } from '#native/image/preprocess/grid-window.ts';
import { isotropicCase, type IsotropicCase } from '#native/image/preprocess/isotropic-case.ts';
import type { Mask, Vec3, Volume } from '#native/image/volume.ts';
import type { TrainingCase } from '#native/learning/training-case.ts';

/** A tumour with its surroundings at 1 mm, as training reads it. */
export type PreparedCase = Pick<TrainingCase, 'tumour'> & {
  readonly image: { readonly shape: TrainingCase['image']['shape']; readonly data: Int16Array };
};

/** All that changes a prepared case besides image and mask. */
export const preparation = {
  version: 1,
  spacingMm: 1,
  orientation: 'RAS',
  /** Largest crop that training may ask for, voxels. */
  largestCrop: 96,
} as const;

/**
 * The part of a case that a crop around any tumour voxel can reach, in whole HU.
 *
 * @throws RangeError when the mask is empty or vanishes at 1 mm.
 */
export function prepareCase(volume: Volume, mask: Mask): PreparedCase {
  const isotropic = isotropicCase(volume, mask);
  const window = reach(isotropic);
  const [nx, ny, nz] = window.size;
  const image = isotropic.imageIn(window).data;
  const region = isotropic.maskIn(window).data;
  const data = new Int16Array(image.length);
  const tumour: number[] = [];
  // From x fastest, as volumes are, to z fastest, as the networks' tensors are.
  for (let z = 0, at = 0; z < nz; z += 1) {
    for (let y = 0; y < ny; y += 1) {
      for (let x = 0; x < nx; x += 1, at += 1) {
        const to = (x * ny + y) * nz + z;
        data[to] = Math.round(image[at]);
        if (region[at] !== 0) tumour.push(to);
      }
    }
  }
  return { image: { shape: window.size, data }, tumour: Int32Array.from(tumour).sort() };
}

/** Half a crop around the tumour; a crop that is pushed back at the image's edge reaches farther. */
function reach({ geometry, box: { lower, upper } }: IsotropicCase): GridWindow {
  const crop = preparation.largestCrop;
  const along = (axis: 0 | 1 | 2): readonly [low: number, high: number] => {
    const n = geometry.dimensions[axis];
    const low = Math.min(lower[axis] - crop / 2, n - crop);
    const high = Math.max(upper[axis] + crop / 2, crop);
    return [low, high];
  };
  const bounds = [along(0), along(1), along(2)] as const;
  const start: Vec3 = [bounds[0][0], bounds[1][0], bounds[2][0]];
  const size = (axis: 0 | 1 | 2): number => bounds[axis][1] - bounds[axis][0];
  return clipToGrid(geometry, { start, size: [size(0), size(1), size(2)] });
}

/** Numbers before the arrays: shape and count of tumour voxels. */
const headerNumbers = 4;

/** Shape, tumour voxels (Int32) and image (Int16) one after the other, little-endian. */
export function encodePrepared({ image, tumour }: PreparedCase): Uint8Array {
  const bytes = new Uint8Array(4 * (headerNumbers + tumour.length) + 2 * image.data.length);
  const whole = new Int32Array(bytes.buffer, 0, headerNumbers + tumour.length);
  whole.set([...image.shape, tumour.length]);
  whole.set(tumour, headerNumbers);
  new Int16Array(bytes.buffer, whole.byteLength).set(image.data);
  return bytes;
}

/** @throws RangeError when the bytes are no prepared case. */
export function decodePrepared(bytes: Uint8Array): PreparedCase {
  // A copy: a file's bytes may lie at any offset of a shared buffer, typed arrays need an even one.
  const { buffer } = new Uint8Array(bytes);
  const [nx, ny, nz, count] = new Int32Array(buffer, 0, headerNumbers);
  const length = 4 * (headerNumbers + count) + 2 * nx * ny * nz;
  if (length !== bytes.length) throw new RangeError('a prepared case is cut off');
  return {
    tumour: new Int32Array(buffer, 4 * headerNumbers, count),
    image: {
      shape: [nx, ny, nz],
      data: new Int16Array(buffer, 4 * (headerNumbers + count)),
    },
  };
}
