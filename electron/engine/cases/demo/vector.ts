import type { Vec3 } from '#native/image/volume.ts';

/** a + b. */
export function add(a: Vec3, b: Vec3): Vec3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

/** a - b. */
export function subtract(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/** a times a number. */
export function scale(a: Vec3, s: number): Vec3 {
  return [a[0] * s, a[1] * s, a[2] * s];
}

/** Inner product. */
export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Length. */
export function norm(a: Vec3): number {
  return Math.hypot(a[0], a[1], a[2]);
}

/** The point at share `t` of the way from a to b. */
export function mix(a: Vec3, b: Vec3, t: number): Vec3 {
  return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])];
}

/** Mean of at least one point. */
export function centroid(points: readonly Vec3[]): Vec3 {
  let sum: Vec3 = [0, 0, 0];
  for (const point of points) sum = add(sum, point);
  return scale(sum, 1 / points.length);
}

/** Unit vector along which points vary most about `middle` (power iteration on their covariance). */
export function principalAxis(points: readonly Vec3[], middle: Vec3): Vec3 {
  let [xx, xy, xz, yy, yz, zz] = [0, 0, 0, 0, 0, 0];
  for (const point of points) {
    const [x, y, z] = subtract(point, middle);
    xx += x * x;
    xy += x * y;
    xz += x * z;
    yy += y * y;
    yz += y * z;
    zz += z * z;
  }
  let axis: Vec3 = [0.61, 0.53, 0.59];
  for (let n = 0; n < 8; n += 1) {
    const next: Vec3 = [dot([xx, xy, xz], axis), dot([xy, yy, yz], axis), dot([xz, yz, zz], axis)];
    const length = norm(next);
    if (length === 0) return axis;
    axis = scale(next, 1 / length);
  }
  return axis;
}
