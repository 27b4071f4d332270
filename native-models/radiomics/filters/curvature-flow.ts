import { cropVoxels } from '../../image/crop.ts';
import { expandBox } from '../../image/grid.ts';
import type { Vec3 } from '../../image/volume.ts';
import { perAxis, type ImageFilter } from './image-filter.ts';
import { original } from './pointwise.ts';

export interface CurvatureFlowSettings {
  readonly timeStep: number;
  readonly iterations: number;
}

/** Below this squared gradient a voxel has no surface to move, as in ITK. */
const FLAT = 1e-9;

/**
 * Smooths along the surfaces of equal intensity: each step adds `timeStep` times mean curvature
 * times gradient, as SimpleITK's CurvatureFlow. Border: `nearest` at every step. Margin: one voxel
 * per iteration.
 *
 * Source: Sethian JA, Level Set Methods and Fast Marching Methods, Cambridge 1999, chapter 16.
 */
export function curvatureFlow({ timeStep, iterations }: CurvatureFlowSettings): ImageFilter {
  return (image, box) => {
    const { geometry } = image;
    const margin: Vec3 = [iterations, iterations, iterations];
    const wide = expandBox(box, margin, geometry.dimensions);
    let values = original(image, wide);
    // What the cut edges of the window get wrong moves inwards by one voxel a step.
    for (let step = 0; step < iterations; step++) {
      values = flowStep(values, wide.dimensions, geometry.spacingMm, timeStep);
    }
    const offset = perAxis((axis) => box.offset[axis] - wide.offset[axis]);
    return cropVoxels(values, wide.dimensions, { ...box, offset });
  };
}

function flowStep(
  values: Float64Array,
  [nx, ny, nz]: Vec3,
  spacingMm: Vec3,
  timeStep: number,
): Float64Array<ArrayBuffer> {
  const next = new Float64Array(values.length);
  const scales = spacingMm.map((spacing) => 1 / spacing);
  for (let k = 0, at = 0; k < nz; k++) {
    const dk: Pair = [k > 0 ? -nx * ny : 0, k + 1 < nz ? nx * ny : 0];
    for (let j = 0; j < ny; j++) {
      const dj: Pair = [j > 0 ? -nx : 0, j + 1 < ny ? nx : 0];
      for (let i = 0; i < nx; i++, at++) {
        const di: Pair = [i > 0 ? -1 : 0, i + 1 < nx ? 1 : 0];
        next[at] = values[at] + timeStep * curvature(values, at, [di, dj, dk], scales);
      }
    }
  }
  return next;
}

/** Distances in the array to the neighbours before and after; 0 beyond an edge. */
type Pair = readonly [before: number, after: number];

/** Mean curvature of the surface of equal intensity times the length of the gradient. */

function curvature(
  v: Float64Array,
  at: number,
  [i, j, k]: readonly [Pair, Pair, Pair],
  [si, sj, sk]: readonly number[],
): number {
  const x = 0.5 * (v[at + i[1]] - v[at + i[0]]) * si;
  const y = 0.5 * (v[at + j[1]] - v[at + j[0]]) * sj;
  const z = 0.5 * (v[at + k[1]] - v[at + k[0]]) * sk;
  const squared = x * x + y * y + z * z;
  if (squared < FLAT) return 0;
  const xx = (v[at + i[1]] - 2 * v[at] + v[at + i[0]]) * si * si;
  const yy = (v[at + j[1]] - 2 * v[at] + v[at + j[0]]) * sj * sj;
  const zz = (v[at + k[1]] - 2 * v[at] + v[at + k[0]]) * sk * sk;
  const xy = cross(v, at, i, j) * si * sj;
  const xz = cross(v, at, i, k) * si * sk;
  const yz = cross(v, at, j, k) * sj * sk;
  const along = (yy + zz) * x * x + (xx + zz) * y * y + (xx + yy) * z * z;
  return (along - 2 * (x * y * xy + x * z * xz + y * z * yz)) / squared;
}

function cross(v: Float64Array, at: number, a: Pair, b: Pair): number {
  return (
    0.25 * (v[at + a[0] + b[0]] - v[at + a[0] + b[1]] - v[at + a[1] + b[0]] + v[at + a[1] + b[1]])
  );
}
