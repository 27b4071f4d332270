import type { Vec3 } from '#native/image/volume.ts';
import type { Random } from '#native/numeric/random.ts';
import { between } from './random-stream.ts';
import type { LesionTraits } from './traits.ts';
import { dot, subtract } from './vector.ts';

/** A star-shaped lesion: its surface is one radius per direction from the centre. */
export interface NoduleShape {
  readonly centre: Vec3;
  /** Distance in mm from the centre to the surface along a unit direction. */
  readonly radius: (direction: Vec3) => number;
  /** The solid part is the whole shape shrunk by this ratio about this inner point. */
  readonly ctr: number;
  readonly coreCentre: Vec3;
}

interface Bump {
  readonly direction: Vec3;
  readonly height: number;
  readonly width: number;
}

const lobulation = {
  smooth: { count: 3, height: 0.05, width: 0.5 },
  lobulated: { count: 6, height: 0.34, width: 0.12 },
  spiculated: { count: 9, height: 0.2, width: 0.06 },
} as const;

/**
 * Draws a shape whose longest axial diameter is exactly the lesion's.
 *
 * @param longAxis Angle of the long axis in the axial plane in radians.
 */
export function drawShape(
  lesion: LesionTraits,
  centre: Vec3,
  longAxis: number,
  random: Random,
): NoduleShape {
  const aspect = between(random, 0.72, 0.95);
  const tall = between(random, 0.72, 0.92);
  const bumps = drawBumps(lesion.margin, random);
  const [cos, sin] = [Math.cos(longAxis), Math.sin(longAxis)];
  const relative = (d: Vec3): number => {
    const along = cos * d[0] + sin * d[1];
    const across = (-sin * d[0] + cos * d[1]) / aspect;
    const ellipsoid = 1 / Math.hypot(along, across, d[2] / tall);
    let factor = 1;
    for (const bump of bumps) {
      factor += bump.height * Math.exp((dot(d, bump.direction) - 1) / bump.width);
    }
    return ellipsoid * factor;
  };
  const size = lesion.diameterMm / axialDiameter(relative);
  const radius = (d: Vec3): number => size * relative(d);
  const shift = lesion.ctr === 1 ? 0 : between(random, 0, 0.3);
  const towards = 2 * Math.PI * random.next();
  const inner: Vec3 = [Math.cos(towards), Math.sin(towards), 0];
  const r = shift * radius(inner);
  return {
    centre,
    radius,
    ctr: lesion.ctr,
    coreCentre: [centre[0] + r * inner[0], centre[1] + r * inner[1], centre[2]],
  };
}

/** Signed distance (mm, negative inside) along the ray from the centre: the whole lesion. */
export function lesionDistance(shape: NoduleShape, point: Vec3): number {
  return rayDistance(shape, point);
}

/** The same for the solid part. */
export function coreDistance(shape: NoduleShape, point: Vec3): number {
  if (shape.ctr === 1) return lesionDistance(shape, point);
  // Shrinking about the inner point p: x is in the core when p + (x - p) / ctr is in the lesion.
  const p = shape.coreCentre;
  const grown: Vec3 = [
    p[0] + (point[0] - p[0]) / shape.ctr,
    p[1] + (point[1] - p[1]) / shape.ctr,
    p[2] + (point[2] - p[2]) / shape.ctr,
  ];
  return shape.ctr * rayDistance(shape, grown);
}

function rayDistance({ centre, radius }: NoduleShape, point: Vec3): number {
  const [x, y, z] = subtract(point, centre);
  const length = Math.hypot(x, y, z);
  if (length < 1e-6) return -radius([1, 0, 0]);
  return length - radius([x / length, y / length, z / length]);
}

function drawBumps(margin: LesionTraits['margin'], random: Random): Bump[] {
  const { count, height, width } = lobulation[margin];
  return Array.from({ length: count }, () => ({
    direction: unit(random, 0.7),
    height: height * between(random, 0.5, 1.2),
    width: width * between(random, 0.7, 1.3),
  }));
}

/** A random unit vector; `flat` < 1 keeps it nearer to the axial plane. */
export function unit(random: Random, flat: number): Vec3 {
  const angle = 2 * Math.PI * random.next();
  const z = flat * (2 * random.next() - 1);
  const r = Math.sqrt(1 - z * z);
  return [r * Math.cos(angle), r * Math.sin(angle), z];
}

/** Longest distance between two points of the outline in the axial plane through the centre. */
function axialDiameter(radius: (direction: Vec3) => number): number {
  const outline = Array.from({ length: 120 }, (_, n) => {
    const angle = (2 * Math.PI * n) / 120;
    const r = radius([Math.cos(angle), Math.sin(angle), 0]);
    return [r * Math.cos(angle), r * Math.sin(angle)] as const;
  });
  let longest = 0;
  for (const [n, a] of outline.entries()) {
    for (const b of outline.slice(n + 1)) {
      longest = Math.max(longest, Math.hypot(a[0] - b[0], a[1] - b[1]));
    }
  }
  return longest;
}
