import type { Grid } from './grid.ts';

export interface DistanceOptions {
  /** Whether distances run to the non-zero voxels (`region`) or to the others (`background`). */
  readonly to: 'region' | 'background';
  /** Distances beyond this many mm come out as Infinity; a small limit makes large grids quick. */
  readonly limitMm?: number;
}

/**
 * Squared Euclidean distance in mm² from each voxel centre to the nearest centre of the chosen set;
 * Infinity where the set is empty. What lies beyond the grid belongs to neither set.
 *
 * Exact up to Float32 rounding: one sweep along i, then the lower envelope of parabolas along j
 * and k.
 *
 * Source: Felzenszwalb P, Huttenlocher D, Theory of Computing 8:415–428, 2012.
 */
export function squaredDistance(
  region: ArrayLike<number>,
  { dimensions: [nx, ny, nz], spacingMm }: Grid,
  { to, limitMm = Infinity }: DistanceOptions,
): Float32Array {
  const limit = limitMm * limitMm * (1 + 1e-6);
  const squared = distanceAlongRows(region, { nx, spacingMm: spacingMm[0], to, limit });
  const envelope = lowerEnvelope(Math.max(ny, nz), limit);
  const plane = nx * ny;
  for (let k = 0; k < nz; k++) {
    for (let i = 0; i < nx; i++) {
      envelope(squared, { start: i + k * plane, stride: nx, count: ny, spacingMm: spacingMm[1] });
    }
  }
  for (let start = 0; start < plane; start++) {
    envelope(squared, { start, stride: plane, count: nz, spacingMm: spacingMm[2] });
  }
  return squared;
}

interface RowSweep {
  readonly nx: number;
  readonly spacingMm: number;
  readonly to: DistanceOptions['to'];
  /** Squared distances above this become Infinity. */
  readonly limit: number;
}

function distanceAlongRows(
  region: ArrayLike<number>,
  { nx, spacingMm, to, limit }: RowSweep,
): Float32Array {
  const wantsZero = to === 'background';
  const squared = new Float32Array(region.length);
  for (let row = 0; row < region.length; row += nx) {
    let steps = Infinity;
    for (let at = row; at < row + nx; at++) {
      steps = (region[at] === 0) === wantsZero ? 0 : steps + 1;
      squared[at] = steps;
    }
    steps = Infinity;
    for (let at = row + nx - 1; at >= row; at--) {
      steps = Math.min(squared[at], steps + 1);
      const distance = steps * steps * spacingMm * spacingMm;
      squared[at] = distance > limit ? Infinity : distance;
    }
  }
  return squared;
}

/** One line of voxels inside a flat array. */
interface Line {
  readonly start: number;
  readonly stride: number;
  readonly count: number;
  readonly spacingMm: number;
}

/**
 * Replaces f(p) along a line by the minimum over q of f(q) + spacing² (p - q)². The scratch arrays
 * are made once for all lines.
 */
function lowerEnvelope(longest: number, limit: number) {
  const f = new Float64Array(longest);
  /** Vertex and left end of each parabola of the envelope. */
  const vertex = new Int32Array(longest);
  const left = new Float64Array(longest);

  return (data: Float32Array, { start, stride, count, spacingMm }: Line): void => {
    const unit = spacingMm * spacingMm;
    let top = -1;
    let flat = true;
    for (let q = 0, at = start; q < count; q++, at += stride) {
      const value = data[at];
      f[q] = value;
      if (value !== 0) flat = false;
      if (value === Infinity) continue;
      let from = -Infinity;
      while (top >= 0) {
        const p = vertex[top];
        from = ((value - f[p]) / unit + q * q - p * p) / (2 * (q - p));
        if (from > left[top]) break;
        top--;
      }
      top++;
      vertex[top] = q;
      left[top] = top === 0 ? -Infinity : from;
    }
    // Lines without any site stay Infinity, lines made of sites stay 0: most lines are one of both.
    if (top < 0 || flat) return;

    for (let p = 0, piece = 0, at = start; p < count; p++, at += stride) {
      while (piece < top && left[piece + 1] < p) piece++;
      const gap = p - vertex[piece];
      const distance = f[vertex[piece]] + unit * gap * gap;
      data[at] = distance > limit ? Infinity : distance;
    }
  };
}
