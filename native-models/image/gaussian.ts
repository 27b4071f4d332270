import type { Grid } from './grid.ts';
import type { VoxelArray } from './volume.ts';

/** Standard deviations after which the kernel is cut, as in SciPy and ITK's default accuracy. */
const truncation = 4;

/**
 * Gaussian smoothing, axis by axis, with the image mirrored at its edges (the edge voxel twice).
 *
 * @param sigmaMm Standard deviation in mm, the same along every axis; 0 copies the image.
 * @param cut Standard deviations covered by the kernel; fewer are quicker and less exact.
 */
export function gaussian(
  data: VoxelArray,
  { dimensions, spacingMm }: Grid,
  sigmaMm: number,
  cut = truncation,
): Float32Array {
  let current = Float32Array.from(data);
  let stride = 1;
  for (const [axis, count] of dimensions.entries()) {
    const weights = gaussianWeights(sigmaMm / spacingMm[axis], cut);
    if (weights.length > 1 && count > 1) current = convolve(current, { count, stride, weights });
    stride *= count;
  }
  return current;
}

/** One half of a normalised kernel: the centre weight first, then outwards. */
function gaussianWeights(sigma: number, cut: number): Float64Array {
  const radius = Math.floor(cut * sigma + 0.5);
  const half = Float64Array.from({ length: radius + 1 }, (_, t) =>
    t === 0 ? 1 : Math.exp((-t * t) / (2 * sigma * sigma)),
  );
  const sum = half.reduce((total, weight, t) => total + (t === 0 ? weight : 2 * weight), 0);
  return half.map((weight) => weight / sum);
}

interface Pass {
  /** Voxels along the axis, and the distance of neighbours in the flat array. */
  readonly count: number;
  readonly stride: number;
  readonly weights: Float64Array;
}

function convolve(
  input: Float32Array,
  { count, stride, weights }: Pass,
): Float32Array<ArrayBuffer> {
  const output = new Float32Array(input.length);
  const radius = weights.length - 1;
  const before = Int32Array.from({ length: count + 2 * radius }, (_, t) =>
    mirror(t - radius, count),
  );
  // Whole stretches of neighbouring lines move together, short enough to stay in the cache.
  const width = Math.min(stride, 2048);
  for (let block = 0; block < input.length; block += count * stride) {
    for (let first = 0; first < stride; first += width) {
      const lines = Math.min(width, stride - first);
      for (let p = 0; p < count; p++) {
        const to = block + p * stride + first;
        for (let t = 0; t <= radius; t++) {
          const low = block + before[p + radius - t] * stride + first;
          const high = block + before[p + radius + t] * stride + first;
          const weight = t === 0 ? weights[0] / 2 : weights[t];
          for (let x = 0; x < lines; x++)
            output[to + x] += weight * (input[low + x] + input[high + x]);
        }
      }
    }
  }
  return output;
}

/** Index inside [0, count) of a position mirrored at both ends, edge voxels repeated. */
function mirror(index: number, count: number): number {
  const period = 2 * count;
  const folded = ((index % period) + period) % period;
  return folded < count ? folded : period - 1 - folded;
}
