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
  let current = new Float32Array(data);
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

function convolve(input: Float32Array, pass: Pass): Float32Array<ArrayBuffer> {
  return pass.stride === 1 ? convolveRows(input, pass) : convolveLines(input, pass);
}

/** Along i: each row is copied once with its mirrored ends, then read from that copy. */
function convolveRows(input: Float32Array, { count, weights }: Pass): Float32Array<ArrayBuffer> {
  const output = new Float32Array(input.length);
  const radius = weights.length - 1;
  const source = mirroredIndices(count, radius);
  const row = new Float64Array(source.length);
  for (let start = 0; start < input.length; start += count) {
    for (let p = 0; p < source.length; p++) row[p] = input[start + source[p]];
    for (let p = 0; p < count; p++) {
      let sum = weights[0] * row[p + radius];
      for (let t = 1; t <= radius; t++)
        sum += weights[t] * (row[p + radius - t] + row[p + radius + t]);
      output[start + p] = sum;
    }
  }
  return output;
}

/** Along j and k: stretches of neighbouring lines move together, short enough for the cache. */
function convolveLines(
  input: Float32Array,
  { count, stride, weights }: Pass,
): Float32Array<ArrayBuffer> {
  const output = new Float32Array(input.length);
  const radius = weights.length - 1;
  const source = mirroredIndices(count, radius);
  const width = Math.min(stride, 2048);
  const sums = new Float64Array(width);
  for (let block = 0; block < input.length; block += count * stride) {
    for (let first = block; first < block + stride; first += width) {
      const lines = Math.min(width, block + stride - first);
      for (let p = 0; p < count; p++) {
        const centre = first + p * stride;
        for (let x = 0; x < lines; x++) sums[x] = weights[0] * input[centre + x];
        for (let t = 1; t <= radius; t++) {
          const low = first + source[p + radius - t] * stride;
          const high = first + source[p + radius + t] * stride;
          const weight = weights[t];
          for (let x = 0; x < lines; x++) sums[x] += weight * (input[low + x] + input[high + x]);
        }
        for (let x = 0; x < lines; x++) output[centre + x] = sums[x];
      }
    }
  }
  return output;
}

function mirroredIndices(count: number, radius: number): Int32Array {
  return Int32Array.from({ length: count + 2 * radius }, (_, p) => mirror(p - radius, count));
}

/** Index inside [0, count) of a position mirrored at both ends, edge voxels repeated. */
function mirror(index: number, count: number): number {
  const period = 2 * count;
  const folded = ((index % period) + period) % period;
  return folded < count ? folded : period - 1 - folded;
}
