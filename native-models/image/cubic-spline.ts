import { indexToPatient, patientToIndex, type Geometry, type Vec3, type Volume } from './volume.ts';

/** Pole of the filter that turns samples into coefficients of cubic B-splines. */
const POLE = Math.sqrt(3) - 2;

/** Powers of the pole beyond this one vanish in float64. */
const HORIZON = 28;

/**
 * Values of the cubic spline through a volume's voxels at the voxel centres of a grid with the same
 * axes.
 *
 * The volume is mirrored at its outer voxel centres; beyond them the outermost value continues.
 * Unlike linear interpolation a spline overshoots at edges.
 *
 * @throws RangeError when the axes of the grids differ.
 * Source: Unser M, Aldroubi A, Eden M, IEEE Trans Signal Process 41:821-833 and 834-848, 1993.
 */
export function resampleCubicSpline(volume: Volume, target: Geometry): Volume<Float64Array> {
  const { geometry } = volume;
  if (geometry.direction.some((d, n) => Math.abs(d - target.direction[n]) > 1e-6)) {
    throw new RangeError('a cubic spline is taken along the axes of its volume only');
  }
  const start = patientToIndex(geometry, indexToPatient(target, [0, 0, 0]));
  // The spline in space is one along i of ones along j of ones along k, in any order.
  let block: Block = { dimensions: geometry.dimensions, data: Float64Array.from(volume.data) };
  for (const axis of [0, 1, 2] as const) {
    const step = target.spacingMm[axis] / geometry.spacingMm[axis];
    const positions = Float64Array.from(
      { length: target.dimensions[axis] },
      (_, n) => start[axis] + n * step,
    );
    block = alongAxis(block, axis, positions);
  }
  return { geometry: target, data: block.data };
}

interface Block {
  readonly dimensions: Vec3;
  readonly data: Float64Array;
}

function alongAxis({ dimensions, data }: Block, axis: 0 | 1 | 2, positions: Float64Array): Block {
  const count = dimensions[axis];
  const stride = dimensions.slice(0, axis).reduce((product, n) => product * n, 1);
  const taps = Array.from(positions, (position) => tapsAt(position, count));
  const result = new Float64Array((data.length / count) * taps.length);
  const line = new Float64Array(count);
  const lines = data.length / count;
  for (let n = 0; n < lines; n += 1) {
    const low = n % stride;
    const block = (n - low) / stride;
    const from = low + block * stride * count;
    for (let at = 0; at < count; at += 1) line[at] = data[from + at * stride];
    toCoefficients(line);
    const to = low + block * stride * taps.length;
    for (let p = 0; p < taps.length; p += 1) {
      const { a, b, c, d, weights } = taps[p];
      result[to + p * stride] =
        weights[0] * line[a] + weights[1] * line[b] + weights[2] * line[c] + weights[3] * line[d];
    }
  }
  const sizes = dimensions.with(axis, taps.length);
  return { dimensions: [sizes[0], sizes[1], sizes[2]], data: result };
}

/** The four coefficients a position draws on, and the weight of each. */
interface Taps {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly weights: readonly [number, number, number, number];
}

function tapsAt(position: number, count: number): Taps {
  const x = Math.min(count - 1, Math.max(0, position));
  const below = Math.floor(x);
  const t = x - below;
  return {
    a: mirrored(below - 1, count),
    b: below,
    c: mirrored(below + 1, count),
    d: mirrored(below + 2, count),
    weights: [
      (1 - t) ** 3 / 6,
      (4 - 6 * t ** 2 + 3 * t ** 3) / 6,
      (4 - 6 * (1 - t) ** 2 + 3 * (1 - t) ** 3) / 6,
      t ** 3 / 6,
    ],
  };
}

/** Replaces the samples of a line by the coefficients whose spline passes through them. */
function toCoefficients(line: Float64Array): void {
  const count = line.length;
  if (count === 1) return;
  let first = 0;
  for (let n = 0, power = 1; n < HORIZON; n += 1, power *= POLE) {
    first += power * line[mirrored(n, count)];
  }
  line[0] = first;
  for (let n = 1; n < count; n += 1) line[n] += POLE * line[n - 1];
  const last = count - 1;
  line[last] = (POLE / (POLE * POLE - 1)) * (line[last] + POLE * line[last - 1]);
  for (let n = last - 1; n >= 0; n -= 1) line[n] = POLE * (line[n + 1] - line[n]);
  for (let n = 0; n < count; n += 1) line[n] *= 6;
}

/** Index of a line mirrored at the centres of its ends: … 2 1 [0 1 2 … n - 1] n - 2 …. */
function mirrored(index: number, count: number): number {
  if (count === 1) return 0;
  const period = 2 * (count - 1);
  const within = ((index % period) + period) % period;
  return within < count ? within : period - within;
}
