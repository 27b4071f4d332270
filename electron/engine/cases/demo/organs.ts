import type { Vec3 } from '#native/image/volume.ts';
import { chestSection, superellipse, type Anatomy, type ChestSection } from './anatomy.ts';

/**
 * Signed distances (mm, negative inside) to the large smooth parts of the chest at one point. Thin
 * parts (bones, airway, vessels) are painted over them as tubes.
 */
export const organs = ['skin', 'muscle', 'chest', 'heart', 'liver', 'spleen', 'lung'] as const;
export type Organ = (typeof organs)[number];

/** Further outside the skin than a coarse cell is wide, so that no voxel of the body is touched. */
const FAR_OUTSIDE_MM = 14;

/** Writes the distances at `point`, in the order of {@link organs}, to `out`. */
export function organDistances(anatomy: Anatomy, [x, y, z]: Vec3, out: Float64Array): void {
  const section = chestSection(anatomy, z);
  const trunk = trunkDistance(anatomy, [x, y, z], section);
  const skin = skinDistance(anatomy, [x, y, z], trunk);
  if (skin > FAR_OUTSIDE_MM) {
    // Nothing is painted here; any large distance serves the interpolation.
    out.fill(60);
    return;
  }
  const chest = superellipse(x, y - section.centreY, [section.halfWidth, section.halfDepth], 2.35);
  const diaphragm = diaphragmZ(anatomy, x, y);
  const below = z - diaphragm;
  const heart = heartDistance(anatomy, [x, y, z]);
  const mediastinum = smoothMin(
    smoothMin(heart - 4, mediastinumDistance(anatomy, [x, y, z], section), 10),
    aortaDistance(anatomy, [x, y, z]) - 2.5,
    6,
  );
  out[0] = skin;
  out[1] = trunk + anatomy.fatMm;
  out[2] = chest;
  out[3] = Math.max(heart, chest + 3);
  out[4] = Math.max(below + 3, chest + 3, x - 34 - 0.25 * y);
  out[5] = Math.max(below + 5, chest + 4, 48 - x - 0.4 * y);
  out[6] = smoothMax(Math.max(chest, -mediastinum), -below * 0.8, 4);
}

/** The trunk with its girdles, without the breasts. */
function trunkDistance(anatomy: Anatomy, [x, y, z]: Vec3, section: ChestSection): number {
  const wall = anatomy.muscleMm + anatomy.fatMm;
  // The shoulder girdle keeps the body wide where the chest itself narrows.
  const shoulder = smoothStep((z - 0.25 * anatomy.apexZ) / (0.6 * anatomy.apexZ));
  const halfWidth = anatomy.chestHalfWidth + wall * 1.05 + 14 * shoulder;
  const neck = 6 * smoothStep((z - 0.5 * anatomy.apexZ) / (0.5 * anatomy.apexZ));
  const halfDepth = anatomy.chestHalfDepth + wall * 0.85 + 10 - 3 * neck;
  const centreY = 0.35 * section.centreY - 1 + neck;
  const furrow = y > 0 ? 5 * Math.exp(-((x / 22) ** 2)) : 2 * Math.exp(-((x / 30) ** 2));
  return superellipse(x, y - centreY, [halfWidth, halfDepth], 2.5) + furrow;
}

function skinDistance(anatomy: Anatomy, [x, y, z]: Vec3, trunk: number): number {
  if (anatomy.breastMm === 0) return trunk;
  const front = -anatomy.chestHalfDepth - 14;
  const dx = (Math.abs(x) - 0.56 * anatomy.chestHalfWidth) / 58;
  const dy = (y - front) / (anatomy.breastMm + 12);
  const dz = (z + 22) / 56;
  return smoothMin(trunk, (Math.sqrt(dx * dx + dy * dy + dz * dz) - 1) * anatomy.breastMm, 14);
}

/** Height of the diaphragm over (x, y): a dome on each side, the right one higher. */
function diaphragmZ(anatomy: Anatomy, x: number, y: number): number {
  const { right, left } = anatomy.domeZ;
  const dome = (top: number, centreX: number): number => {
    const u = (x - centreX) / (0.62 * anatomy.chestHalfWidth);
    const v = (y + 6) / (1.02 * anatomy.chestHalfDepth);
    return top - 58 * (u * u + v * v) ** 1.25;
  };
  return -smoothMin(
    -dome(right, -0.5 * anatomy.chestHalfWidth),
    -dome(left, 0.52 * anatomy.chestHalfWidth),
    8,
  );
}

function heartDistance(anatomy: Anatomy, [x, y, z]: Vec3): number {
  const s = anatomy.heartScale;
  const dx = x - 20;
  const dy = y + 26;
  const dz = z + 46 * anatomy.heartScale;
  // The long axis points forward and to the left.
  const along = 0.86 * dx - 0.5 * dy;
  const across = 0.5 * dx + 0.86 * dy;
  const q = length(along / (60 * s), across / (43 * s), dz / (50 * s));
  return (q - 1) * 46 * s;
}

/** Everything between the lungs that is not the heart: spine, central vessels, hila. */
function mediastinumDistance(anatomy: Anatomy, [x, y, z]: Vec3, section: ChestSection): number {
  const height = z / anatomy.heightScale;
  const upper = smoothStep((height - 25) / 45);
  const spineFront = section.backY - 50;
  const depth = (y - section.frontY) / Math.max(20, spineFront - section.frontY);
  // Narrow behind the sternum, where the lungs almost touch; wide round the vessels.
  const front = 5 + 17 * upper;
  const middle = 23 + 3 * Math.exp(-(((height - 48) / 22) ** 2)) - 3 * upper;
  const column = Math.abs(x) - (front + (middle - front) * smoothStep((depth - 0.12) / 0.45));
  const spine = Math.max(
    Math.abs(x) - (20 + 16 * smoothStep((y - section.backY + 30) / 26)),
    spineFront - y,
  );
  const hilum = Math.min(
    ...[anatomy.hila.right, anatomy.hila.left].map(
      (h) => length((x - h[0] * 0.8) / 1.1, y - h[1], (z - h[2]) / 1.4) - 13,
    ),
  );
  return smoothMin(smoothMin(Math.max(column, y - section.backY), spine, 7), hilum, 9);
}

/** Centre line and radius of the aorta, in mm; z is scaled with the patient's height. */
export const aortaPath: readonly (readonly [x: number, y: number, z: number, radius: number])[] = [
  [-14, -22, -8, 16],
  [-17, -24, 14, 16],
  [-15, -20, 36, 15.5],
  [-6, -10, 50, 15],
  [7, 6, 54, 14],
  [18, 22, 46, 13.5],
  [22, 31, 28, 13],
  [22, 34, 0, 12.5],
  [19, 36, -50, 12],
  [12, 36, -140, 11.5],
];

function aortaDistance(anatomy: Anatomy, [x, y, z]: Vec3): number {
  // Far to the side the aorta no longer shapes the lung, so any larger distance will do.
  if (x < -60 || x > 70) return 40;
  let nearest = Infinity;
  for (let n = 1; n < aortaPath.length; n += 1) {
    const a = aortaPath[n - 1];
    const b = aortaPath[n];
    const ux = b[0] - a[0];
    const uy = b[1] - a[1];
    const uz = (b[2] - a[2]) * anatomy.heightScale;
    const px = x - a[0];
    const py = y - a[1];
    const pz = z - a[2] * anatomy.heightScale;
    const along = (px * ux + py * uy + pz * uz) / (ux * ux + uy * uy + uz * uz);
    const t = Math.min(1, Math.max(0, along));
    const d = length(px - t * ux, py - t * uy, pz - t * uz) - (a[3] + t * (b[3] - a[3]));
    if (d < nearest) nearest = d;
  }
  return nearest;
}

/** Like `Math.hypot`, whose guard against overflow costs too much per node. */
function length(x: number, y: number, z: number): number {
  return Math.sqrt(x * x + y * y + z * z);
}

/** 0 below 0, 1 above 1, without a corner between. */
function smoothStep(t: number): number {
  if (t <= 0) return 0;
  if (t >= 1) return 1;
  return t * t * (3 - 2 * t);
}

/** Polynomial smooth minimum: like `min`, with a fillet of about `k` mm. */
function smoothMin(a: number, b: number, k: number): number {
  const h = Math.max(0, k - Math.abs(a - b)) / k;
  return Math.min(a, b) - (h * h * k) / 4;
}

function smoothMax(a: number, b: number, k: number): number {
  return -smoothMin(-a, -b, k);
}
