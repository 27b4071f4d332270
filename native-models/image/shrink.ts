import { isotropicGeometry } from './resample.ts';
import type { Vec3, Volume, VoxelArray } from './volume.ts';

/**
 * Resamples to cubic voxels without aliasing: where the grid becomes coarser each value is a mean
 * over the new spacing, weighted by a tent; where it becomes finer this is linear interpolation.
 *
 * Slice by slice, so that only one source slice is held besides the result.
 *
 * @param spacingMm Edge of the new voxels in mm; > 0. The grid is that of `resampleIsotropic`.
 */
export function shrinkIsotropic(volume: Volume, spacingMm: number): Volume<Float32Array> {
  const target = isotropicGeometry(volume.geometry, spacingMm);
  const source = volume.geometry;
  const [alongI, alongJ, alongK] = source.dimensions.map((count, axis) =>
    tentTaps(count, target.dimensions[axis], spacingMm / source.spacingMm[axis]),
  );
  const [mx, my] = target.dimensions;
  const plane = mx * my;
  const data = new Float32Array(plane * target.dimensions[2]);
  const users = targetsOfSource(alongK, source.dimensions[2]);
  for (const [k, uses] of users.entries()) {
    if (uses.length === 0) continue;
    const slice = shrinkSlice(volume.data, k, source.dimensions, [alongI, alongJ]);
    for (const { target: to, weight } of uses) {
      for (let at = 0; at < plane; at++) data[to * plane + at] += weight * slice[at];
    }
  }
  return { geometry: target, data };
}

/** For each target index, the first source index and the weights from there on. */
type Taps = readonly { readonly first: number; readonly weights: Float64Array }[];

/** @param step Target spacing in source voxels. */
function tentTaps(count: number, targets: number, step: number): Taps {
  const reach = Math.max(1, step);
  return Array.from({ length: targets }, (_, t) => {
    const centre = (count - 1) / 2 + (t - (targets - 1) / 2) * step;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(count - 1, Math.floor(centre + reach));
    // Near the edges of the field of view the nearest voxel alone may have to do.
    const length = Math.max(1, last - first + 1);
    const start = Math.min(first, count - 1);
    const weights = Float64Array.from({ length }, (_w, n) =>
      Math.max(1e-6, 1 - Math.abs(start + n - centre) / reach),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first: start, weights: weights.map((weight) => weight / sum) };
  });
}

/** Turns taps round: what each source index contributes to. */
function targetsOfSource(taps: Taps, count: number) {
  const users = Array.from({ length: count }, (): { target: number; weight: number }[] => []);
  for (const [target, { first, weights }] of taps.entries()) {
    weights.forEach((weight, n) => users[first + n].push({ target, weight }));
  }
  return users;
}

function shrinkSlice(
  data: VoxelArray,
  k: number,
  [nx, ny]: Vec3,
  [alongI, alongJ]: readonly [Taps, Taps],
): Float32Array {
  const mx = alongI.length;
  const rows = new Float32Array(mx * ny);
  for (let j = 0; j < ny; j++) {
    const row = nx * (j + ny * k);
    for (let i = 0; i < mx; i++) {
      const { first, weights } = alongI[i];
      let sum = 0;
      for (let n = 0; n < weights.length; n++) sum += weights[n] * data[row + first + n];
      rows[i + mx * j] = sum;
    }
  }
  const slice = new Float32Array(mx * alongJ.length);
  for (const [j, { first, weights }] of alongJ.entries()) {
    for (const [n, weight] of weights.entries()) {
      const from = mx * (first + n);
      for (let i = 0; i < mx; i++) slice[mx * j + i] += weight * rows[from + i];
    }
  }
  return slice;
}
