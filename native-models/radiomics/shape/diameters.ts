import type { Vec3 } from '../../image/volume.ts';

/** Largest distances between vertices of a surface, in mm. */
export interface Diameters {
  readonly overall: number;
  /** Between vertices of one plane of constant i, j or k. */
  readonly inPlane: readonly [i: number, j: number, k: number];
}

/** @param vertices i, j, k one after another, in half voxels from 0. */
export function diameters(vertices: Int32Array, spacingMm: Vec3): Diameters {
  const points = Float64Array.from(vertices, (step, n) => (step / 2) * spacingMm[n % 3]);
  const inPlanes = (axis: number): number =>
    planes(points, vertices, axis).reduce((best, plane) => farthest(plane, best), 0);
  return { overall: farthest(points, 0), inPlane: [inPlanes(0), inPlanes(1), inPlanes(2)] };
}

/** The points of each plane of one coordinate along an axis. */
function planes(points: Float64Array, vertices: Int32Array, axis: number): readonly number[][] {
  const byStep: number[][] = [];
  for (let n = 0; n < points.length; n += 3) {
    (byStep[vertices[n + axis]] ??= []).push(points[n], points[n + 1], points[n + 2]);
  }
  return byStep.filter((plane) => plane.length > 0);
}

/** x, y, z one after another. */
type Points = ArrayLike<number>;

/** Allowance for the rounding of distances where two of them are added up. */
const ROUNDING = 1 + 1e-9;

/**
 * The largest distance between two points, or `known` where that is larger.
 *
 * Two points are no farther apart than both are from the centre together. With one long distance
 * at hand, nearly all pairs are so ruled out unseen.
 */
function farthest(points: Points, known: number): number {
  const radii = distancesFrom(middle(points), points);
  const outermost = radii.indexOf(largestOf(radii));
  const best = Math.max(known, largestOf(distancesFrom(pointAt(points, outermost), points)));
  const canBeLonger = (m: number, n: number): boolean => (radii[m] + radii[n]) * ROUNDING > best;
  const candidates = Array.from(radii.keys())
    .filter((n) => canBeLonger(n, outermost))
    .sort((m, n) => radii[n] - radii[m]);
  let longest = best;
  for (const [rank, m] of candidates.entries()) {
    const from = pointAt(points, m);
    for (let other = 0; other < rank && canBeLonger(m, candidates[other]); other += 1) {
      longest = Math.max(longest, distance(from, points, candidates[other]));
    }
  }
  return longest;
}

/** Centre of the box around the points. */
function middle(points: Points): Vec3 {
  const lower = [Infinity, Infinity, Infinity];
  const upper = [-Infinity, -Infinity, -Infinity];
  for (let n = 0; n < points.length; n += 1) {
    lower[n % 3] = Math.min(lower[n % 3], points[n]);
    upper[n % 3] = Math.max(upper[n % 3], points[n]);
  }
  const at = (axis: number): number => (lower[axis] + upper[axis]) / 2;
  return [at(0), at(1), at(2)];
}

function distancesFrom(from: Vec3, points: Points): Float64Array {
  const distances = new Float64Array(points.length / 3);
  for (let n = 0; n < distances.length; n += 1) distances[n] = distance(from, points, n);
  return distances;
}

function distance([x, y, z]: Vec3, points: Points, n: number): number {
  const [dx, dy, dz] = [points[3 * n] - x, points[3 * n + 1] - y, points[3 * n + 2] - z];
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

function pointAt(points: Points, n: number): Vec3 {
  return [points[3 * n], points[3 * n + 1], points[3 * n + 2]];
}

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (let n = 0; n < values.length; n += 1) if (values[n] > largest) largest = values[n];
  return largest;
}
