import type { Random } from '#native/numeric/random.ts';

/** A periodic block of noise with mean 0 and standard deviation 1, read with wrapped indices. */
export interface NoiseTile {
  /** Edge length, a power of two; index = i + size * (j + size * k). */
  readonly size: number;
  readonly data: Float32Array;
}

/**
 * Smoothed white noise.
 *
 * @param sigma Blur along i and j, and along k, in voxels.
 * @param sharpening Share (0 to 1) of a twice as wide blur that is taken off: a sharp kernel's grain.
 */
export function noiseTile(
  random: Random,
  {
    size,
    depth,
    sigma,
    sigmaK,
    sharpening,
  }: {
    readonly size: number;
    readonly depth: number;
    readonly sigma: number;
    readonly sigmaK: number;
    readonly sharpening: number;
  },
): NoiseTile {
  const data = new Float32Array(size * size * depth);
  for (let n = 0; n < data.length; n += 1) data[n] = random.normal();
  const dims = [size, size, depth] as const;
  blurPeriodic(data, dims, [sigma, sigma, sigmaK]);
  if (sharpening > 0) {
    const coarse = data.slice();
    blurPeriodic(coarse, dims, [2 * sigma, 2 * sigma, 0]);
    for (let n = 0; n < data.length; n += 1) data[n] -= sharpening * coarse[n];
  }
  standardise(data);
  return { size, data };
}

function standardise(data: Float32Array): void {
  let sum = 0;
  let squares = 0;
  for (const v of data) {
    sum += v;
    squares += v * v;
  }
  const mean = sum / data.length;
  const deviation = Math.sqrt(squares / data.length - mean * mean);
  for (let n = 0; n < data.length; n += 1) data[n] = (data[n] - mean) / deviation;
}

/** Gaussian blur along each axis with wrap-around; sigma 0 leaves an axis alone. */
function blurPeriodic(
  data: Float32Array,
  dims: readonly [number, number, number],
  sigmas: readonly [number, number, number],
): void {
  const strides = [1, dims[0], dims[0] * dims[1]];
  for (let axis = 0; axis < 3; axis += 1) {
    if (sigmas[axis] <= 0) continue;
    const weights = gaussianWeights(sigmas[axis]);
    const n = dims[axis];
    const reach = weights.length - 1;
    const line = new Float32Array(n + 2 * reach);
    for (let start = 0; start < data.length; start += 1) {
      if (Math.floor(start / strides[axis]) % n !== 0) continue;
      for (let i = 0; i < line.length; i += 1) {
        line[i] = data[start + ((i - reach + n * reach) % n) * strides[axis]];
      }
      for (let i = 0; i < n; i += 1) {
        const at = i + reach;
        let sum = weights[0] * line[at];
        for (let w = 1; w <= reach; w += 1) sum += weights[w] * (line[at + w] + line[at - w]);
        data[start + i * strides[axis]] = sum;
      }
    }
  }
}

function gaussianWeights(sigma: number): number[] {
  const half = Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, i) =>
    Math.exp((-i * i) / (2 * sigma * sigma)),
  );
  const total = half.reduce((sum, w, i) => sum + (i === 0 ? w : 2 * w), 0);
  return half.map((w) => w / total);
}
