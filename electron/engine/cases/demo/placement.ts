import { patientToIndex, type Vec3 } from '#native/image/volume.ts';
import type { Random } from '#native/numeric/random.ts';
import type { LungThird } from '../clinical/clinical-record.ts';
import type { Anatomy } from './anatomy.ts';
import { distanceAt, type DistanceField } from './distance-field.ts';
import { between } from './random-stream.ts';
import type { LesionTraits } from './traits.ts';
import { mix, norm, subtract } from './vector.ts';
import type { Branch } from './vessels.ts';

/** Candidates that are looked at; the first that meets every wish is taken, else the best. */
const TRIES = 900;

/** Where a lesion lies. */
export interface Site {
  readonly centre: Vec3;
  /** Angle of its long axis in the axial plane; along the pleura where it touches it. */
  readonly longAxis: number;
}

/** Bounds of the thirds as shares of the way from the hilum to the pleura. */
const thirds: Readonly<Record<LungThird, readonly [number, number]>> = {
  inner: [0.08, 1 / 3],
  middle: [1 / 3, 2 / 3],
  outer: [2 / 3, 1],
};

/** What a site is looked for in. */
export interface Chest {
  readonly anatomy: Anatomy;
  readonly field: DistanceField;
  readonly branches: readonly Branch[];
}

/** Finds a place in the lesion's lung and third, clear of large vessels, at the wished attachment. */
export function findSite(chest: Chest, lesion: LesionTraits, random: Random): Site {
  const large = chest.branches.filter((branch) => branch.ends > 30);
  let best: Vec3 | undefined;
  let least = Infinity;
  for (let n = 0; n < TRIES && least > 0; n += 1) {
    const point = pointInLung(chest, lesion.side, random);
    const penalty = placementPenalty(chest, { lesion, large }, point);
    if (penalty < least) [best, least] = [point, penalty];
  }
  if (best === undefined) throw new RangeError('no point of the lung was found');
  const free = 2 * Math.PI * random.next();
  const longAxis = lesion.attachment === 'pleura' ? alongPleura(chest, best) : free;
  return { centre: best, longAxis };
}

/** A uniformly drawn point at least 2 mm inside one lung. */
export function pointInLung(
  { anatomy, field }: Pick<Chest, 'anatomy' | 'field'>,
  side: 'left' | 'right',
  random: Random,
): Vec3 {
  const sign = side === 'left' ? 1 : -1;
  for (;;) {
    const point: Vec3 = [
      sign * between(random, 4, anatomy.chestHalfWidth * 1.05),
      between(random, -100, 90),
      between(random, anatomy.floorZ, anatomy.apexZ),
    ];
    if (lungDistance(field, point) < -2) return point;
  }
}

/** Mm (or a like amount) by which a point misses the wishes; 0 where all are met. */
function placementPenalty(
  chest: Chest,
  { lesion, large }: { readonly lesion: LesionTraits; readonly large: readonly Branch[] },
  point: Vec3,
): number {
  const radius = lesion.diameterMm / 2;
  const hilum = chest.anatomy.hila[lesion.side];
  const share = shareFromHilum(chest.field, hilum, point);
  const [low, high] = thirds[lesion.location];
  const offThird = 100 * Math.max(0, low - share, share - high);
  const depth = -lungDistance(chest.field, point);
  const offDepth =
    lesion.attachment === 'pleura'
      ? outside(depth, [0.7 * radius, 0.82 * radius])
      : Math.max(0, radius + 2.5 - depth);
  let crowding = 0;
  for (const { from, to, radii } of large) {
    const gap = norm(subtract(point, mix(from, to, 0.5))) - radii[0] - 0.8 * radius;
    crowding = Math.max(crowding, -gap);
  }
  // Dome and lung base move with breath and are cut obliquely: a lesion there is hard to measure.
  const nearFloor = Math.max(0, chest.anatomy.floorZ + 30 - point[2]);
  return offThird + offDepth + 0.5 * crowding + nearFloor;
}

function outside(value: number, [low, high]: readonly [number, number]): number {
  return Math.max(0, low - value, value - high);
}

/** How far a point lies on the way from the hilum through it to the pleura, 0 to 1. */
export function shareFromHilum(field: DistanceField, hilum: Vec3, point: Vec3): number {
  const length = norm(subtract(point, hilum));
  const step = 2 / length;
  let t = 1;
  while (t < 20 && lungDistance(field, mix(hilum, point, t)) < 0) t += step;
  return 1 / t;
}

/** Signed distance in mm to the surface of the lungs, negative inside. */
export function lungDistance(field: DistanceField, point: Vec3): number {
  return distanceAt(field, 'lung', patientToIndex(field.geometry, point));
}

function alongPleura({ field }: Chest, [x, y, z]: Vec3): number {
  const slopeX = lungDistance(field, [x + 2, y, z]) - lungDistance(field, [x - 2, y, z]);
  const slopeY = lungDistance(field, [x, y + 2, z]) - lungDistance(field, [x, y - 2, z]);
  return Math.atan2(slopeY, slopeX) + Math.PI / 2;
}
