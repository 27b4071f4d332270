import {
  indexToPatient,
  patientToIndex,
  voxelCount,
  type Geometry,
  type Vec3,
  type Volume,
  type VoxelArray,
} from './volume.ts';
import { emptyLike } from './voxel-array.ts';

/** `linear` for intensities, `nearest` for masks and labels. */
export type Interpolation = 'linear' | 'nearest';

export interface ResampleOptions<I extends Interpolation = Interpolation> {
  readonly interpolation: I;
  /** Value of target voxels whose centre lies outside the source's field of view; 0 if absent. */
  readonly outside?: number;
}

export interface IsotropicOptions<I extends Interpolation = Interpolation> {
  /** Edge of the cubic voxel in mm; > 0. */
  readonly spacingMm: number;
  readonly interpolation: I;
}

/** Voxel centres may miss the edge of the field of view by rounding alone; in voxels. */
const edgeTolerance = 1e-6;

/**
 * Values of a volume at the voxel centres of any other grid, rotated ones included.
 *
 * The field of view reaches half a voxel beyond the outer voxel centres; between an outer centre
 * and that edge the outer value continues. Nothing is smoothed before the grid is made coarser.
 *
 * @returns Float32 for `linear`; the source's element type for `nearest`.
 */
export function resample(
  volume: Volume,
  target: Geometry,
  options: ResampleOptions<'linear'>,
): Volume<Float32Array>;
export function resample<Data extends VoxelArray>(
  volume: Volume<Data>,
  target: Geometry,
  options: ResampleOptions<'nearest'>,
): Volume<Data>;
export function resample(volume: Volume, target: Geometry, options: ResampleOptions): Volume;
export function resample(volume: Volume, target: Geometry, options: ResampleOptions): Volume {
  const count = voxelCount(target);
  const linear = options.interpolation === 'linear';
  const data = linear ? new Float32Array(count) : emptyLike(volume.data, count);
  const value = linear ? linearAt : nearestAt;
  const { dimensions } = volume.geometry;
  const outside = options.outside ?? 0;
  const { start, steps } = indexMap(target, volume.geometry);
  const [si, sj, sk] = steps;
  const limit = dimensions.map((n) => n - 0.5 + edgeTolerance);
  const inside = (x: number, axis: number) => x >= -0.5 - edgeTolerance && x <= limit[axis];

  const [nx, ny, nz] = target.dimensions;
  let at = 0;
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      const rowX = start[0] + j * sj[0] + k * sk[0];
      const rowY = start[1] + j * sj[1] + k * sk[1];
      const rowZ = start[2] + j * sj[2] + k * sk[2];
      for (let i = 0; i < nx; i++, at++) {
        const x = rowX + i * si[0];
        const y = rowY + i * si[1];
        const z = rowZ + i * si[2];
        const within = inside(x, 0) && inside(y, 1) && inside(z, 2);
        data[at] = within ? value(volume.data, dimensions, x, y, z) : outside;
      }
    }
  }
  return { geometry: target, data };
}

/**
 * Resamples to cubic voxels over the whole field of view. The centres of both grids coincide, and
 * the voxel count is rounded up, as IBSI recommends for interpolation.
 *
 * Source: IBSI reference manual, "Interpolation", arXiv:1612.07003.
 */
export function resampleIsotropic(
  volume: Volume,
  options: IsotropicOptions<'linear'>,
): Volume<Float32Array>;
export function resampleIsotropic<Data extends VoxelArray>(
  volume: Volume<Data>,
  options: IsotropicOptions<'nearest'>,
): Volume<Data>;
export function resampleIsotropic(volume: Volume, options: IsotropicOptions): Volume {
  const { spacingMm, interpolation } = options;
  return resample(volume, isotropicGeometry(volume.geometry, spacingMm), { interpolation });
}

/** The cubic grid that `resampleIsotropic` samples on. */
export function isotropicGeometry(source: Geometry, spacingMm: number): Geometry {
  return respacedGeometry(source, [spacingMm, spacingMm, spacingMm]);
}

/** A grid over the same field of view with other voxels, placed as `resampleIsotropic` does. */
export function respacedGeometry(source: Geometry, spacingMm: Vec3): Geometry {
  if (!spacingMm.every((spacing) => spacing > 0)) {
    throw new RangeError(`spacing must be > 0 mm, got ${spacingMm.join()}`);
  }
  const counts = source.dimensions.map((n, axis) =>
    // The small allowance keeps 100 voxels of 0.7 mm from becoming 71 of 1 mm by rounding.
    Math.max(1, Math.ceil((n * source.spacingMm[axis]) / spacingMm[axis] - 1e-6)),
  );
  const [i, j, k] = counts.map(
    (n, axis) =>
      (source.dimensions[axis] - 1) / 2 -
      ((n - 1) / 2) * (spacingMm[axis] / source.spacingMm[axis]),
  );
  return {
    dimensions: [counts[0], counts[1], counts[2]],
    spacingMm,
    originMm: indexToPatient(source, [i, j, k]),
    direction: source.direction,
  };
}

/** The affine map from indices of one grid to fractional indices of another. */
function indexMap(from: Geometry, to: Geometry) {
  const map = (index: Vec3) => patientToIndex(to, indexToPatient(from, index));
  const start = map([0, 0, 0]);
  const step = (index: Vec3): Vec3 => {
    const end = map(index);
    return [end[0] - start[0], end[1] - start[1], end[2] - start[2]];
  };
  return { start, steps: [step([1, 0, 0]), step([0, 1, 0]), step([0, 0, 1])] as const };
}

// The two samplers take the three coordinates apart: an array per voxel would cost more than the
// interpolation itself.
/* eslint-disable max-params */
function linearAt(data: VoxelArray, [nx, ny, nz]: Vec3, x: number, y: number, z: number): number {
  const cx = clamp(x, nx);
  const cy = clamp(y, ny);
  const cz = clamp(z, nz);
  const i = Math.floor(cx);
  const j = Math.floor(cy);
  const k = Math.floor(cz);
  const fx = cx - i;
  const fy = cy - j;
  const fz = cz - k;
  const di = i + 1 < nx ? 1 : 0;
  const dj = j + 1 < ny ? nx : 0;
  const dk = k + 1 < nz ? nx * ny : 0;
  const at = i + nx * (j + ny * k);
  const near = bilinear(data, at, at + dj, di, fx, fy);
  const far = fz === 0 ? near : bilinear(data, at + dk, at + dk + dj, di, fx, fy);
  return near + (far - near) * fz;
}

function bilinear(
  data: VoxelArray,
  a: number,
  b: number,
  di: number,
  fx: number,
  fy: number,
): number {
  const low = data[a] + (data[a + di] - data[a]) * fx;
  const high = data[b] + (data[b + di] - data[b]) * fx;
  return low + (high - low) * fy;
}

function nearestAt(data: VoxelArray, [nx, ny, nz]: Vec3, x: number, y: number, z: number): number {
  // A centre half-way between two voxels takes the upper one, also where rounding puts it just
  // below: otherwise the same voxel would differ with the window that it is computed in.
  const half = 0.5 + edgeTolerance;
  const i = Math.floor(clamp(x, nx) + half);
  const j = Math.floor(clamp(y, ny) + half);
  const k = Math.floor(clamp(z, nz) + half);
  return data[i + nx * (j + ny * k)];
}
/* eslint-enable max-params */

function clamp(x: number, count: number): number {
  return x < 0 ? 0 : x > count - 1 ? count - 1 : x;
}
