import type { Vec3 } from '#native/image/volume.ts';
import type { Random } from '#native/numeric/random.ts';
import { between, clampedNormal } from './random-stream.ts';

/**
 * One synthetic patient's build. Patient coordinates in mm: x to the left, y to the back, z to the
 * head; the origin lies in the middle of the chest, 20 mm below the division of the trachea.
 */
export interface Anatomy {
  /** Half the inner width of the chest. */
  readonly chestHalfWidth: number;
  /** Half the inner depth of the chest. */
  readonly chestHalfDepth: number;
  /** Scale of everything along z. */
  readonly heightScale: number;
  /** Top of the lungs. */
  readonly apexZ: number;
  /** Lowest slice: just under the costophrenic angles. */
  readonly floorZ: number;
  readonly fatMm: number;
  /** How far the breasts stand out; 0 in men. */
  readonly breastMm: number;
  /** From the ribs to the subcutaneous fat. */
  readonly muscleMm: number;
  readonly heartScale: number;
  /** Height of the right and left diaphragm dome. */
  readonly domeZ: { readonly right: number; readonly left: number };
  /** Where vessels and bronchi enter the right and the left lung. */
  readonly hila: { readonly right: Vec3; readonly left: Vec3 };
  /** Attenuation of the parenchyma in HU at mid-depth, and its rise towards the back in HU/mm. */
  readonly lungHu: number;
  readonly dependentHuPerMm: number;
  /** Amplitude of the parenchymal mottling in HU. */
  readonly mottleHu: number;
  /** Share of the lung with centrilobular lucency, 0 for most. */
  readonly emphysema: number;
}

/** Draws the build of a patient; men are larger, older lungs darker. */
export function drawAnatomy(
  patient: { readonly sex: 'female' | 'male'; readonly ageYears: number },
  random: Random,
): Anatomy {
  const male = patient.sex === 'male';
  const heightScale = clampedNormal(random, [male ? 1.03 : 0.95, 0.03], [0.88, 1.1]);
  const emphysemaOdds = (male ? 0.35 : 0.1) * (patient.ageYears > 55 ? 1 : 0.3);
  return {
    chestHalfWidth: clampedNormal(random, [male ? 131 : 121, 5], [108, 140]),
    chestHalfDepth: clampedNormal(random, [male ? 84 : 77, 4], [68, 92]),
    heightScale,
    apexZ: 100 * heightScale,
    floorZ: -126 * heightScale,
    fatMm: clampedNormal(random, [male ? 9 : 13, 4], [4, 20]),
    breastMm: male ? 0 : between(random, 16, 34),
    muscleMm: clampedNormal(random, [male ? 22 : 18, 2], [14, 27]),
    heartScale: clampedNormal(random, [male ? 1.02 : 0.94, 0.05], [0.8, 1.15]),
    domeZ: {
      right: between(random, -78, -70) * heightScale,
      left: between(random, -90, -80) * heightScale,
    },
    hila: { right: [-37, 2, 4 * heightScale], left: [38, 6, 12 * heightScale] },
    lungHu: clampedNormal(random, [-858, 16], [-895, -820]),
    dependentHuPerMm: between(random, 0.25, 0.6),
    mottleHu: between(random, 16, 28),
    emphysema: random.next() < emphysemaOdds ? between(random, 0.03, 0.12) : 0,
  };
}

/** Cross-section of the chest's inner wall at one height. */
export interface ChestSection {
  readonly halfWidth: number;
  readonly halfDepth: number;
  /** y of the middle, of the front and of the back wall. */
  readonly centreY: number;
  readonly frontY: number;
  readonly backY: number;
}

/** The inner chest wall at height `z`: a dome that widens to two thirds of its height. */
export function chestSection(anatomy: Anatomy, z: number): ChestSection {
  const depth = (anatomy.apexZ - z) / (anatomy.apexZ - anatomy.floorZ);
  const width = dome(depth / 0.62);
  const thick = dome(depth / 0.8);
  // A small remainder above the apex keeps the section's shape defined there.
  const halfWidth = Math.max(4, anatomy.chestHalfWidth * width * (1 + 0.03 * depth));
  const halfDepth = anatomy.chestHalfDepth * (0.08 + 0.92 * thick);
  // The upper spine leans forward, so the back wall comes forward towards the apex.
  const backY = 78 - 40 * (1 - thick) ** 1.5;
  return {
    halfWidth,
    halfDepth,
    centreY: backY - halfDepth,
    frontY: backY - 2 * halfDepth,
    backY,
  };
}

function dome(t: number): number {
  const clamped = Math.min(1, Math.max(0, t));
  return (1 - (1 - clamped) ** 2.4) ** 0.55;
}

/** Signed distance (mm, negative inside) to a superellipse, exact along the ray from its centre. */
export function superellipse(
  x: number,
  y: number,
  [a, b]: readonly [a: number, b: number],
  exponent: number,
): number {
  const radius = Math.sqrt(x * x + y * y);
  const q = ((Math.abs(x) / a) ** exponent + (Math.abs(y) / b) ** exponent) ** (1 / exponent);
  if (radius < 1e-6 || q < 1e-6) return -Math.min(a, b);
  return (q - 1) * (radius / q);
}
