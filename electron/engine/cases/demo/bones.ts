import type { Vec3 } from '#native/image/volume.ts';
import type { Random } from '#native/numeric/random.ts';
import { chestSection, type Anatomy } from './anatomy.ts';
import { between } from './random-stream.ts';
import type { Tube } from './tube.ts';

/** Bones as tubes: the shell is painted first, the marrow inside it after. */
export interface Bones {
  /** Flattened towards the chest wall: taller than thick. */
  readonly ribs: readonly Tube[];
  readonly round: readonly Tube[];
  /** Vertebral bodies, drawn wider than the round bones. */
  readonly canal: readonly Tube[];
}

/** Twelve ribs a side; each starts at its vertebra and slopes down to the front. */
const RIBS = 12;
const RIB_PITCH_MM = 21;
/** From the pleura to the middle of a rib: its blurred edge must not reach the lung. */
const RIB_OFFSET_MM = 7;
/** Upright strips that together form a shoulder blade. */
const SCAPULA_STRIPS = 14;

/** The skeleton of one patient. */
export function drawBones(anatomy: Anatomy, random: Random): Bones {
  const slope = between(random, 84, 98) * anatomy.heightScale;
  const ribs = [-1, 1].flatMap((side) =>
    Array.from({ length: RIBS }, (_, n) => {
      const z = anatomy.apexZ + 6 - n * RIB_PITCH_MM * anatomy.heightScale;
      return ribTubes(anatomy, side, z, slope * Math.min(1, 0.42 + 0.2 * n));
    }).flat(),
  );
  return {
    ribs,
    round: [...sternum(anatomy), ...scapulae(anatomy), ...vertebrae(anatomy)],
    canal: spinalCanal(anatomy),
  };
}

function ribTubes(anatomy: Anatomy, side: number, z: number, slope: number): Tube[] {
  const points: Vec3[] = [];
  // From beside the spine to the end of the bony rib.
  for (let degrees = 72; degrees >= -58; degrees -= 5) {
    const angle = (degrees * Math.PI) / 180;
    const height = z - slope * ((72 - degrees) / 130) ** 1.1;
    const section = chestSection(anatomy, height);
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const n = 2.35;
    const radius =
      (Math.abs(c / section.halfWidth) ** n + Math.abs(s / section.halfDepth) ** n) ** (-1 / n) +
      RIB_OFFSET_MM;
    points.push([side * radius * c, section.centreY + radius * s, height]);
  }
  return chain(points, 4.3);
}

function sternum(anatomy: Anatomy): Tube[] {
  const points: Vec3[] = [];
  for (let z = 62; z >= -50; z -= 14) {
    const height = z * anatomy.heightScale;
    points.push([0, chestSection(anatomy, height).frontY - 9, height]);
  }
  return [-9, -3, 3, 9].flatMap((x) =>
    chain(
      points.map(([, y, z]) => [x, y, z]),
      5.2,
    ),
  );
}

function scapulae(anatomy: Anatomy): Tube[] {
  return [-1, 1].flatMap((side) =>
    Array.from({ length: SCAPULA_STRIPS }, (_, strip) => {
      const share = strip / (SCAPULA_STRIPS - 1);
      const points: Vec3[] = [];
      for (let z = 88 - 20 * share; z >= 50 * share; z -= 10) {
        const height = z * anatomy.heightScale;
        const section = chestSection(anatomy, height);
        // The blade lies on the back of the chest and bends forward at its outer edge.
        const x = Math.max(section.halfWidth * 0.62, 62) + 46 * share;
        const y = section.backY + 15 - 24 * share ** 1.8 - 0.1 * (88 - z);
        points.push([side * x, y, height]);
      }
      return chain(points, 2.3 + 3 * share ** 4);
    }).flat(),
  );
}

function vertebrae(anatomy: Anatomy): Tube[] {
  const tubes: Tube[] = [];
  const pitch = RIB_PITCH_MM * anatomy.heightScale;
  for (let z = anatomy.apexZ + pitch; z > anatomy.floorZ - pitch; z -= pitch) {
    const back = chestSection(anatomy, z).backY;
    const body = back - 34;
    for (const dz of [-0.3, -0.1, 0.1, 0.3]) {
      const h = z + dz * pitch;
      tubes.push({ from: [-5, body, h], to: [5, body, h], radii: [12.5, 12.5] });
    }
    // Transverse processes, laminae and the spinous process.
    tubes.push({ from: [-26, back - 2, z], to: [-9, back - 10, z], radii: [4, 4] });
    tubes.push({ from: [26, back - 2, z], to: [9, back - 10, z], radii: [4, 4] });
    tubes.push({ from: [-9, back - 8, z], to: [0, back + 4, z - 4], radii: [3.2, 3.2] });
    tubes.push({ from: [9, back - 8, z], to: [0, back + 4, z - 4], radii: [3.2, 3.2] });
    tubes.push({ from: [0, back + 4, z - 4], to: [0, back + 22, z - 18], radii: [3.4, 3] });
  }
  return tubes;
}

function spinalCanal(anatomy: Anatomy): Tube[] {
  const points: Vec3[] = [];
  for (let z = anatomy.apexZ + 25; z > anatomy.floorZ - 25; z -= 10) {
    points.push([0, chestSection(anatomy, z).backY - 13, z]);
  }
  return chain(points, 7.5);
}

/** Tubes of one radius through successive points. */
export function chain(points: readonly Vec3[], radius: number): Tube[] {
  return points.slice(1).map((to, n) => ({ from: points[n], to, radii: [radius, radius] }));
}

/** The same tubes, thinner by `mm`: what lies inside the cortex. */
export function hollow(tubes: readonly Tube[], mm: number): Tube[] {
  return tubes.map(({ from, to, radii: [a, b] }) => ({
    from,
    to,
    radii: [Math.max(0.2, a - mm), Math.max(0.2, b - mm)],
  }));
}
