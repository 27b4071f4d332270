import { tensor, type Tensor } from '../graph/tensor-type.ts';

/** Three numbers along the axes of a tensor, slowest first. */
export type Three = readonly [number, number, number];

/** Where windows lie on an image. All numbers are voxels. */
export interface WindowPlan {
  /** The image, padded where it is smaller than a window. */
  readonly extent: Three;
  /** Padding in front of the image along each axis. */
  readonly before: Three;
  readonly patch: Three;
  /** First voxels of the windows along each axis, ascending, on the padded image. */
  readonly starts: readonly [readonly number[], readonly number[], readonly number[]];
}

/**
 * Windows that cover an image, each moved by `1 - overlap` of its size and the last one back to the
 * image's end. The same windows as MONAI's `sliding_window_inference`.
 *
 * @param overlap Share of a window that the next one shares with it, 0 to below 1.
 */
export function windowPlan(image: Three, patch: Three, overlap: number): WindowPlan {
  if (!(overlap >= 0 && overlap < 1))
    throw new RangeError(`the overlap ${overlap} is not in [0, 1)`);
  const three = <T>(of: (axis: 0 | 1 | 2) => T): readonly [T, T, T] => [of(0), of(1), of(2)];
  const extent = three((axis) => Math.max(image[axis], patch[axis]));
  return {
    extent,
    before: three((axis) => Math.floor((extent[axis] - image[axis]) / 2)),
    patch,
    starts: three((axis) => startsAlong(extent[axis], patch[axis], overlap)),
  };
}

function startsAlong(length: number, patch: number, overlap: number): readonly number[] {
  const step = Math.max(1, Math.floor(patch * (1 - overlap)));
  const count = Math.ceil((length - patch) / step) + 1;
  return Array.from({ length: count }, (_, n) => Math.min(n * step, length - patch));
}

export function windowCount({ starts: [a, b, c] }: WindowPlan): number {
  return a.length * b.length * c.length;
}

/** Standard deviation of the weights as a share of the window. */
const SIGMA = 0.125;

/** What a corner's weight is at least, so that a voxel which only one window sees keeps its value. */
const LEAST_WEIGHT = 1e-3;

/**
 * Weights of a window's voxels in the mean with its neighbours: a Gaussian around its middle. The
 * same as MONAI's importance map with mode `gaussian` and `sigma_scale` 0.125.
 */
export function windowWeights(patch: Three): Tensor {
  const [a, b, c] = patch.map(gaussian);
  const data = new Float32Array(patch[0] * patch[1] * patch[2]);
  let at = 0;
  for (const x of a) {
    for (const y of b) {
      for (const z of c) data[at++] = x * y * z;
    }
  }
  const least = Math.max(a[0] * b[0] * c[0], LEAST_WEIGHT);
  return tensor(
    patch,
    data.map((weight) => Math.max(weight, least)),
  );
}

function gaussian(length: number): Float64Array {
  return Float64Array.from({ length }, (_, n) =>
    Math.exp(-0.5 * ((n - (length - 1) / 2) / (SIGMA * length)) ** 2),
  );
}
