import { indexToPatient, patientToIndex, type Vec3 } from '#native/image/volume.ts';
import type { Random } from '#native/numeric/random.ts';
import { distanceAt, type DistanceField } from './distance-field.ts';
import { coreDistance, lesionDistance, unit, type NoduleShape } from './nodule-shape.ts';
import { lungDistance } from './placement.ts';
import { between } from './random-stream.ts';
import type { NoiseTile } from './texture.ts';
import type { LesionTraits } from './traits.ts';
import { paintTubes, type Tube } from './tube.ts';
import { add, scale } from './vector.ts';

/** Voxel arrays that the lesion is written to, all on the field's grid. */
export interface NoduleTarget {
  readonly hu: Int16Array;
  readonly nodule: Uint8Array;
  readonly solid: Uint8Array;
}

/** How the lesion looks. */
export interface NoduleLook {
  readonly field: DistanceField;
  readonly shape: NoduleShape;
  readonly edgeMm: number;
  /** HU of the solid part and of the ground glass. */
  readonly solidHu: number;
  readonly glassHu: number;
  readonly texture: NoiseTile;
}

/** Paints a lesion and its masks; it ends at the pleura, which it does not invade. */
export function paintNodule(target: NoduleTarget, look: NoduleLook): void {
  const { field, shape, edgeMm } = look;
  const { geometry } = field;
  const [nx, ny] = geometry.dimensions;
  const wrap = look.texture.size - 1;
  const [low, high] = voxelBox(look);
  for (let k = low[2]; k <= high[2]; k += 1) {
    for (let j = low[1]; j <= high[1]; j += 1) {
      for (let i = low[0]; i <= high[0]; i += 1) {
        const point = indexToPatient(geometry, [i, j, k]);
        const pleura = distanceAt(field, 'lung', [i, j, k]);
        const whole = Math.max(lesionDistance(shape, point), pleura);
        // Ground glass fades over a wider edge than the solid part.
        const soft = shape.ctr === 1 ? edgeMm : 1.5 * edgeMm;
        if (whole > soft) continue;
        const core = Math.max(coreDistance(shape, point), pleura);
        const at = i + nx * (j + ny * k);
        const grain =
          look.texture.data[
            (i & wrap) + look.texture.size * ((j & wrap) + look.texture.size * (k & wrap))
          ];
        brighten(target.hu, at, look.glassHu + 45 * grain, cover(whole, soft));
        brighten(target.hu, at, look.solidHu + 12 * grain, cover(core, edgeMm));
        if (whole <= 0) target.nodule[at] = 1;
        if (core <= 0) target.solid[at] = 1;
      }
    }
  }
}

/** Paints spicules and the strands to the pleura or to a vessel; they are not part of the mask. */
export function paintStrands(
  hu: Int16Array,
  look: NoduleLook,
  { lesion, vessel }: { readonly lesion: LesionTraits; readonly vessel: Vec3 | undefined },
  random: Random,
): void {
  const { field, shape } = look;
  const tubes: Tube[] = lesion.margin === 'spiculated' ? spicules(shape, random) : [];
  if (lesion.attachment === 'vessel' && vessel !== undefined) {
    tubes.push({ from: vessel, to: shape.centre, radii: [1.3, 1] });
  }
  const inside = tubes.filter(({ to }) => lungDistance(field, to) < 1);
  paintTubes(hu, field.geometry, inside, { hu: 10, around: -860, edgeMm: look.edgeMm });
}

function spicules(shape: NoduleShape, random: Random): Tube[] {
  return Array.from({ length: 18 + random.integer(10) }, () => {
    const direction = unit(random, 0.8);
    const radius = shape.radius(direction);
    const length = between(random, 4, 11);
    return {
      from: add(shape.centre, scale(direction, 0.85 * radius)),
      to: add(shape.centre, scale(direction, radius + length)),
      radii: [between(random, 0.9, 1.3), 0.3] as const,
    };
  });
}

function voxelBox({ field, shape }: NoduleLook): [low: Vec3, high: Vec3] {
  const { geometry } = field;
  const [sx, sy, sz] = geometry.spacingMm;
  const centre = patientToIndex(geometry, shape.centre);
  // No direction's radius exceeds the longest diameter, and 4 mm hold the blurred edge.
  const reach = 2 * Math.max(shape.radius([1, 0, 0]), shape.radius([0, 1, 0])) + 4;
  const half = [reach / sx, reach / sy, reach / sz];
  const low = centre.map((c, n) => Math.max(0, Math.floor(c - half[n])));
  const high = centre.map((c, n) => Math.min(geometry.dimensions[n] - 1, Math.ceil(c + half[n])));
  return [
    [low[0], low[1], low[2]],
    [high[0], high[1], high[2]],
  ];
}

function brighten(hu: Int16Array, at: number, to: number, share: number): void {
  if (share > 0 && to > hu[at]) hu[at] += (to - hu[at]) * share;
}

function cover(d: number, edgeMm: number): number {
  return Math.min(1, Math.max(0, 0.5 - (0.5 * d) / edgeMm));
}
