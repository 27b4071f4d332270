import type { Vec3 } from '#native/image/volume.ts';
import type { Random } from '#native/numeric/random.ts';
import type { Tube } from './tube.ts';
import { add, centroid, dot, mix, norm, principalAxis, scale, subtract } from './vector.ts';

/** A branch of a tree of vessels and how many ends it feeds. */
export interface Branch extends Tube {
  readonly ends: number;
}

/** Radius of an end branch in mm, and the exponent of r(n) = end × n^(1/exponent) (Murray: 3). */
const END_RADIUS_MM = 0.55;
const MURRAY = 2.6;

/**
 * A tree from `root` to every one of `ends`: each branch runs part of the way towards the middle of
 * the points that it feeds, then splits them across their longest direction.
 */
export function vesselTree(root: Vec3, ends: readonly Vec3[], random: Random): Branch[] {
  const branches: Branch[] = [];
  grow(root, ends, random, branches);
  return branches;
}

function grow(from: Vec3, ends: readonly Vec3[], random: Random, branches: Branch[]): void {
  const radius = vesselRadius(ends.length);
  if (ends.length === 1) {
    const bend = jitter(mix(from, ends[0], 0.5), 0.08 * distance(from, ends[0]), random);
    branches.push({ from, to: bend, radii: [radius, 0.85 * radius], ends: 1 });
    branches.push({ from: bend, to: ends[0], radii: [0.85 * radius, 0.5 * radius], ends: 1 });
    return;
  }
  const middle = centroid(ends);
  const reach = 0.28 + 0.2 * random.next();
  const to = jitter(mix(from, middle, reach), 0.06 * distance(from, middle), random);
  branches.push({ from, to, radii: [radius, 0.93 * radius], ends: ends.length });
  const [near, far] = split(ends, middle, random);
  grow(to, near, random, branches);
  grow(to, far, random, branches);
}

/** Radius in mm of a vessel that feeds `n` ends. */
function vesselRadius(n: number): number {
  return END_RADIUS_MM * n ** (1 / MURRAY);
}

function split(points: readonly Vec3[], middle: Vec3, random: Random): [near: Vec3[], far: Vec3[]] {
  const axis = principalAxis(points, middle);
  const sorted = points
    .map((point) => ({ point, along: dot(subtract(point, middle), axis) }))
    .sort((a, b) => a.along - b.along)
    .map(({ point }) => point);
  const share = 0.32 + 0.36 * random.next();
  const cut = Math.min(sorted.length - 1, Math.max(1, Math.round(share * sorted.length)));
  return [sorted.slice(0, cut), sorted.slice(cut)];
}

function jitter(point: Vec3, size: number, random: Random): Vec3 {
  return add(point, scale([random.normal(), random.normal(), random.normal()], size));
}

function distance(a: Vec3, b: Vec3): number {
  return norm(subtract(a, b));
}
