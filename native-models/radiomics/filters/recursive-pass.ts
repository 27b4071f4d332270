import type { Vec3 } from '../../image/volume.ts';
import { perAxis } from './image-filter.ts';
import { linesAlong, type LinesAlong } from './lines-along.ts';
import type { RecursiveFilter } from './recursive-gaussian.ts';

/**
 * Values in a box, i fastest: an image, or a result rounded to the single precision of ITK's passes.
 * Doubles hold either, so that every pass runs the same machine code.
 */
export interface FloatBlock {
  readonly data: Float64Array;
  readonly dimensions: Vec3;
}

/** A stretch of an axis. */
export interface Stretch {
  readonly start: number;
  readonly count: number;
}

export interface RecursivePass {
  readonly axis: 0 | 1 | 2;
  readonly filter: RecursiveFilter;
  /** Of each line, what is wanted of the result. */
  readonly kept: Stretch;
}

/** Lines copied together: neighbouring voxels come in one piece, and so few lines stay in the cache. */
const LANES = 16;

/** ITK refuses shorter lines, so nothing there could be compared. */
const MINIMUM_LENGTH = 4;

/**
 * Filters every line of a block along an axis and keeps the results of a stretch of each line.
 * Beyond the ends of a line its end values go on for ever (border `nearest`). Sums are in double,
 * results in single precision.
 *
 * @param room For the result, which shares it: memory that was used before need not be fetched anew.
 * @throws RangeError when a line has fewer than 4 voxels.
 */
export function recursivePass(
  { data, dimensions }: FloatBlock,
  { axis, filter, kept }: RecursivePass,
  room: Float64Array,
): FloatBlock {
  const length = dimensions[axis];
  if (length < MINIMUM_LENGTH) {
    throw new RangeError(`a recursive filter needs 4 voxels along axis ${axis}, got ${length}`);
  }
  const size = perAxis((each) => (each === axis ? kept.count : dimensions[each]));
  const out = room.subarray(0, size[0] * size[1] * size[2]);
  const [from, to] = [linesAlong(dimensions, axis), linesAlong(size, axis)];
  const lines = lineBuffers(length);
  for (let group = 0; group < from.groups; group++) {
    for (let first = 0; first < from.lines; first += LANES) {
      const count = Math.min(LANES, from.lines - first);
      const values = lineValues(lines, {
        ...from,
        data,
        start: startOf(from, group, first),
        count,
      });
      filterLines({ ...lines, values }, count, filter, kept);
      writeLines(lines, kept, { ...to, data: out, start: startOf(to, group, first), count });
    }
  }
  return { data: out, dimensions: size };
}

function startOf({ groupStep, lineStep }: LinesAlong, group: number, line: number): number {
  return group * groupStep + line * lineStep;
}

/** Up to `LANES` lines, one after another, and the results of both directions. */
interface LineBuffers {
  readonly length: number;
  readonly values: Float64Array;
  readonly forward: Float64Array;
  readonly backward: Float64Array;
}

function lineBuffers(length: number): LineBuffers {
  const lines = (): Float64Array => new Float64Array(length * LANES);
  return { length, values: lines(), forward: lines(), backward: lines() };
}

/** Neighbouring lines of a block. */
interface Lines extends LinesAlong {
  readonly data: Float64Array;
  /** Index of the first voxel of the first line. */
  readonly start: number;
  readonly count: number;
}

/** The voxels of line after line. Along i they already lie so. */
function lineValues(
  { values, length }: LineBuffers,
  { data, start, count, lineStep, step }: Lines,
): Float64Array {
  const end = count * length;
  if (step === 1) return data.subarray(start, start + end);
  for (let p = 0; p < length; p++) {
    for (let to = p, from = start + p * step; to < end; to += length, from += lineStep) {
      values[to] = data[from];
    }
  }
  return values;
}

function writeLines(
  { forward, backward, length }: LineBuffers,
  kept: Stretch,
  { data, start, count, lineStep, step }: Lines,
): void {
  for (let p = 0; p < kept.count; p++) {
    const end = count * length;
    for (let at = kept.start + p, to = start + p * step; at < end; at += length, to += lineStep) {
      data[to] = Math.fround(forward[at] + backward[at]);
    }
  }
}

/**
 * Runs forwards at least to the end of the kept stretch and backwards at least to its start. Each
 * result has to wait for the one before it, so the two directions go side by side; what a step needs
 * of earlier ones stays in local variables, which the processor keeps in its registers.
 */
function filterLines(
  { values, forward, backward, length }: LineBuffers,
  count: number,
  filter: RecursiveFilter,
  kept: Stretch,
): void {
  const [n0, n1, n2, n3] = filter.forward;
  const [m1, m2, m3, m4] = filter.backward;
  const [d1, d2, d3, d4] = filter.feedback;
  // The steady responses to a line that never changes, as both ends continue it.
  const denominator = 1 + sum(filter.feedback);
  const [before, after] = [sum(filter.forward), sum(filter.backward)];
  const steps = Math.max(kept.start + kept.count, length - kept.start);
  for (let start = 0; start < count * length; start += length) {
    let ahead = start;
    let back = start + length - 1;
    let x1 = values[ahead];
    let x2 = x1;
    let x3 = x1;
    let y1 = (x1 * before) / denominator;
    let y2 = y1;
    let y3 = y1;
    let y4 = y1;
    let u1 = values[back];
    let u2 = u1;
    let u3 = u1;
    let u4 = u1;
    let z1 = (u1 * after) / denominator;
    let z2 = z1;
    let z3 = z1;
    let z4 = z1;
    for (let step = 0; step < steps; step++, ahead++, back--) {
      const x = values[ahead];
      const y = x * n0 + x1 * n1 + x2 * n2 + x3 * n3 - (y1 * d1 + y2 * d2 + y3 * d3 + y4 * d4);
      const z = u1 * m1 + u2 * m2 + u3 * m3 + u4 * m4 - (z1 * d1 + z2 * d2 + z3 * d3 + z4 * d4);
      forward[ahead] = y;
      backward[back] = z;
      x3 = x2;
      x2 = x1;
      x1 = x;
      y4 = y3;
      y3 = y2;
      y2 = y1;
      y1 = y;
      u4 = u3;
      u3 = u2;
      u2 = u1;
      u1 = values[back];
      z4 = z3;
      z3 = z2;
      z2 = z1;
      z1 = z;
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
