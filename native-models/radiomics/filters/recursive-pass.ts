import type { Vec3 } from '../../image/volume.ts';
import type { RecursiveFilter } from './recursive-gaussian.ts';

/** Values in a box, i fastest: the image, or a result in the single precision of ITK's passes. */
export interface FloatBlock {
  readonly data: Float32Array | Float64Array;
  readonly dimensions: Vec3;
}

/** A stretch of an axis. */
export interface Stretch {
  readonly start: number;
  readonly count: number;
}

/** Lines filtered side by side: their independent sums fill the processor's pipeline. */
const LANES = 32;

/** Rows before and after a line that hold what lies beyond its ends. */
const REACH = 4;

/** ITK refuses shorter lines, so nothing there could be compared. */
const MINIMUM_LENGTH = 4;

/**
 * Filters every line of a block along an axis and keeps the results of a stretch of each line.
 * Beyond the ends of a line its end values go on for ever (border `nearest`). Sums are in double,
 * results in single precision.
 *
 * @throws RangeError when a line has fewer than 4 voxels.
 */

export function recursivePass(
  { data, dimensions }: FloatBlock,
  axis: 0 | 1 | 2,
  filter: RecursiveFilter,
  kept: Stretch,
): FloatBlock {
  const length = dimensions[axis];
  if (length < MINIMUM_LENGTH) {
    throw new RangeError(`a recursive filter needs 4 voxels along axis ${axis}, got ${length}`);
  }
  const size: Vec3 = [...dimensions].with(axis, kept.count) as unknown as Vec3;
  const out = new Float32Array(size[0] * size[1] * size[2]);
  const [from, to] = [lineStarts(dimensions, axis), lineStarts(size, axis)];
  const [step, outStep] = [strideAlong(dimensions, axis), strideAlong(size, axis)];
  const lines = lineBuffer(length);
  for (let first = 0; first < from.length; first += LANES) {
    const starts = from.subarray(first, first + LANES);
    for (let p = 0; p < length; p++) {
      const row = (p + REACH) * LANES;
      for (let lane = 0; lane < starts.length; lane++) {
        lines.values[row + lane] = data[starts[lane] + p * step];
      }
    }
    filterLines(lines, filter, kept);
    for (let p = 0; p < kept.count; p++) {
      const row = (p + kept.start + REACH) * LANES;
      for (let lane = 0; lane < starts.length; lane++) {
        out[to[first + lane] + p * outStep] =
          lines.forward[row + lane] + lines.backward[row + lane];
      }
    }
  }
  return { data: out, dimensions: size };
}

/** Up to `LANES` lines next to each other, with `REACH` rows more at both ends. */
interface LineBuffer {
  readonly length: number;
  readonly values: Float64Array;
  readonly forward: Float64Array;
  readonly backward: Float64Array;
}

function lineBuffer(length: number): LineBuffer {
  const rows = (): Float64Array => new Float64Array((length + 2 * REACH) * LANES);
  return { length, values: rows(), forward: rows(), backward: rows() };
}

/** Runs forwards to the end of the kept stretch and backwards to its start, no further. */
function filterLines(
  { length, values, forward, backward }: LineBuffer,
  filter: RecursiveFilter,
  kept: Stretch,
): void {
  const { feedback, forward: n, backward: m } = filter;
  const total = 1 + sum(feedback);
  const first = REACH * LANES;
  const last = (REACH + length - 1) * LANES;
  for (let row = 1; row <= REACH; row++) {
    for (let lane = 0; lane < LANES; lane++) {
      const [before, after] = [first - row * LANES + lane, last + row * LANES + lane];
      values[before] = values[first + lane];
      values[after] = values[last + lane];
      // The steady response to a line that never changes.
      forward[before] = (values[before] * sum(n)) / total;
      backward[after] = (values[after] * sum(m)) / total;
    }
  }
  const [d1, d2, d3, d4] = feedback;
  const [n0, n1, n2, n3] = n;
  const keptEnd = (REACH + kept.start + kept.count) * LANES;
  for (let at = first; at < keptEnd; at++) {
    forward[at] =
      values[at] * n0 +
      values[at - LANES] * n1 +
      values[at - 2 * LANES] * n2 +
      values[at - 3 * LANES] * n3 -
      (forward[at - LANES] * d1 +
        forward[at - 2 * LANES] * d2 +
        forward[at - 3 * LANES] * d3 +
        forward[at - 4 * LANES] * d4);
  }
  const [m1, m2, m3, m4] = m;
  const keptStart = (REACH + kept.start) * LANES;
  for (let at = last + LANES - 1; at >= keptStart; at--) {
    backward[at] =
      values[at + LANES] * m1 +
      values[at + 2 * LANES] * m2 +
      values[at + 3 * LANES] * m3 +
      values[at + 4 * LANES] * m4 -
      (backward[at + LANES] * d1 +
        backward[at + 2 * LANES] * d2 +
        backward[at + 3 * LANES] * d3 +
        backward[at + 4 * LANES] * d4);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function strideAlong([nx, ny]: Vec3, axis: 0 | 1 | 2): number {
  return [1, nx, nx * ny][axis];
}

/** Index of the first voxel of every line along an axis, in storage order. */
function lineStarts(dimensions: Vec3, axis: 0 | 1 | 2): Int32Array {
  const step = strideAlong(dimensions, axis);
  const length = dimensions[axis];
  const count = (dimensions[0] * dimensions[1] * dimensions[2]) / length;
  return Int32Array.from({ length: count }, (_, line) => {
    const block = Math.floor(line / step);
    return block * step * length + (line - block * step);
  });
}
