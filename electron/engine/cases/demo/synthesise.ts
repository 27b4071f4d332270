import {
  patientToIndex,
  type Geometry,
  type Mask,
  type Vec3,
  type Volume,
} from '#native/image/volume.ts';
import type { ClinicalRecord, Outcome } from '../clinical/clinical-record.ts';
import { airwayLumen, airwayWall } from './airway.ts';
import { drawAnatomy, type Anatomy } from './anatomy.ts';
import { drawBones, hollow } from './bones.ts';
import { distanceAt, distanceField, type DistanceField } from './distance-field.ts';
import { paintFissures } from './fissures.ts';
import { greatVessels, oesophagus } from './great-vessels.ts';
import { drawShape } from './nodule-shape.ts';
import { enhancementHu, paintBody, tissueHu } from './paint-body.ts';
import { paintCouch } from './paint-couch.ts';
import { paintNodule, paintStrands, type NoduleLook } from './paint-nodule.ts';
import { paintNoise } from './paint-noise.ts';
import { patientFacts, type StudyOptions } from './patient-facts.ts';
import { findSite, pointInLung } from './placement.ts';
import { between, streamFor } from './random-stream.ts';
import type { Acquisition } from './scanner.ts';
import { noiseTile, type NoiseTile } from './texture.ts';
import type { LesionTraits } from './traits.ts';
import { paintTubes } from './tube.ts';
import { norm, subtract } from './vector.ts';
import { vesselTree, type Branch } from './vessels.ts';

/** Everything about one synthetic patient. */
export interface SyntheticPatient {
  /** HU; axial slices from the feet up. */
  readonly volume: Volume<Int16Array>;
  /** The whole lesion, without spicules, and its solid part; on the volume's grid. */
  readonly noduleMask: Mask;
  readonly solidMask: Mask;
  readonly clinical: ClinicalRecord;
  readonly outcome: Required<Outcome>;
  readonly lesion: LesionTraits;
  readonly acquisition: Acquisition;
}

/** Ends of the arteries and of the veins in one lung. */
const ENDS = { arteries: 620, veins: 500 } as const;

/**
 * Makes patient `index` of a study: the same bytes for the same seed, whatever else was made before.
 *
 * @param index Number of the patient from 0.
 */
export function synthesisePatient(index: number, options: StudyOptions): SyntheticPatient {
  const key = { seed: options.seed, index };
  const { traits, clinical, outcome } = patientFacts(index, options);
  const { lesion, acquisition } = traits;
  const anatomy = drawAnatomy(clinical, streamFor(key, 'anatomy'));
  const geometry = scanGeometry(anatomy, acquisition);
  const field = distanceField(anatomy, geometry);
  const hu = new Int16Array(
    geometry.dimensions[0] * geometry.dimensions[1] * geometry.dimensions[2],
  );
  const texture = streamFor(key, 'anatomy');
  const mottle = {
    fine: noiseTile(texture, { size: 64, depth: 64, sigma: 1.2, sigmaK: 1.2, sharpening: 0 }),
    coarse: noiseTile(texture, { size: 64, depth: 64, sigma: 3, sigmaK: 3, sharpening: 0 }),
  };

  paintBody(hu, {
    anatomy,
    field,
    edgeMm: acquisition.edgeMm,
    contrast: acquisition.contrast,
    mottle,
  });
  paintSkeleton(hu, { anatomy, field, acquisition, random: texture });
  paintCouch(hu, anatomy, geometry);
  paintFissures(hu, { anatomy, field, edgeMm: acquisition.edgeMm });
  const branches = paintVessels(hu, {
    anatomy,
    field,
    acquisition,
    random: streamFor(key, 'vessels'),
  });
  const masks = paintLesion(hu, {
    anatomy,
    field,
    branches,
    lesion,
    acquisition,
    mottle: mottle.fine,
    random: streamFor(key, 'nodule'),
  });
  paintNoise(hu, geometry, acquisition, streamFor(key, 'noise'));

  return {
    volume: { geometry, data: hu },
    noduleMask: { geometry, data: masks.nodule },
    solidMask: { geometry, data: masks.solid },
    clinical,
    outcome,
    lesion,
    acquisition,
  };
}

function scanGeometry(
  anatomy: Anatomy,
  { matrix, pixelSpacingMm, sliceThicknessMm }: Acquisition,
): Geometry {
  const bottom = Math.round(anatomy.floorZ - 5);
  const slices = Math.ceil((anatomy.apexZ + 8 - bottom) / sliceThicknessMm);
  const corner = Math.round((-pixelSpacingMm * (matrix - 1) * 1e4) / 2) / 1e4;
  return {
    dimensions: [matrix, matrix, slices],
    spacingMm: [pixelSpacingMm, pixelSpacingMm, sliceThicknessMm],
    originMm: [corner, corner, bottom],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  };
}

interface Scene {
  readonly anatomy: Anatomy;
  readonly field: DistanceField;
  readonly acquisition: Acquisition;
  readonly random: ReturnType<typeof streamFor>;
}

function paintSkeleton(hu: Int16Array, { anatomy, field, acquisition, random }: Scene): void {
  const { geometry } = field;
  const { edgeMm } = acquisition;
  const bones = drawBones(anatomy, random);
  const shell = { hu: tissueHu.cortex, around: tissueHu.muscle, edgeMm };
  const marrow = { hu: tissueHu.marrow, around: tissueHu.cortex, edgeMm };
  paintTubes(hu, geometry, bones.ribs, { ...shell, flatten: 0.65 });
  paintTubes(hu, geometry, bones.round, shell);
  paintTubes(hu, geometry, hollow(bones.ribs, 1.5), { ...marrow, flatten: 0.65 });
  paintTubes(hu, geometry, hollow(bones.round, 1.4), marrow);
  paintTubes(hu, geometry, bones.canal, { hu: 30, around: tissueHu.marrow, edgeMm });
}

function paintVessels(hu: Int16Array, { anatomy, field, acquisition, random }: Scene): Branch[] {
  const { geometry } = field;
  const { edgeMm } = acquisition;
  const blood = tissueHu.bloodPlain + (acquisition.contrast ? enhancementHu.blood : 0);
  paintTubes(hu, geometry, greatVessels(anatomy), {
    hu: blood,
    around: tissueHu.mediastinalFat,
    edgeMm,
  });
  paintTubes(hu, geometry, oesophagus(anatomy), {
    hu: 35,
    around: tissueHu.mediastinalFat,
    edgeMm,
  });
  const arteries: Branch[] = [];
  const veins: Branch[] = [];
  for (const side of ['right', 'left'] as const) {
    const hilum = anatomy.hila[side];
    const ends = (count: number): Vec3[] =>
      Array.from({ length: count }, () => pointInLung({ anatomy, field }, side, random));
    arteries.push(...vesselTree(hilum, ends(ENDS.arteries), random));
    veins.push(...vesselTree([hilum[0], hilum[1] - 6, hilum[2] - 18], ends(ENDS.veins), random));
  }
  const paint = { hu: blood, around: anatomy.lungHu, edgeMm };
  paintTubes(hu, geometry, arteries, paint);
  paintTubes(hu, geometry, veins, paint);
  // Branches that take a short cut through the heart are hidden in its blood; a bronchus would show.
  const beside = arteries.filter(({ from, to }) =>
    [from, to].every((end) => {
      const index = patientToIndex(geometry, end);
      return distanceAt(field, 'heart', index) > 6;
    }),
  );
  const lumen = airwayLumen(anatomy, beside);
  paintTubes(hu, geometry, airwayWall(lumen), { hu: 10, around: anatomy.lungHu, edgeMm });
  paintTubes(hu, geometry, lumen, { hu: -985, around: -60, edgeMm });
  return [...arteries, ...veins];
}

function paintLesion(
  hu: Int16Array,
  scene: Scene & {
    readonly branches: readonly Branch[];
    readonly lesion: LesionTraits;
    readonly mottle: NoiseTile;
  },
): { readonly nodule: Uint8Array; readonly solid: Uint8Array } {
  const { anatomy, field, branches, lesion, acquisition, mottle, random } = scene;
  const site = findSite({ anatomy, field, branches }, lesion, random);
  const look: NoduleLook = {
    field,
    shape: drawShape(lesion, site.centre, site.longAxis, random),
    edgeMm: acquisition.edgeMm,
    solidHu: between(random, 15, 40) + (acquisition.contrast ? between(random, 25, 60) : 0),
    glassHu: between(random, -640, -520),
    texture: mottle,
  };
  const target = { hu, nodule: new Uint8Array(hu.length), solid: new Uint8Array(hu.length) };
  paintNodule(target, look);
  paintStrands(hu, look, { lesion, vessel: nearestVessel(branches, site.centre) }, random);
  return target;
}

function nearestVessel(branches: readonly Branch[], point: Vec3): Vec3 | undefined {
  let nearest: Vec3 | undefined;
  let least = Infinity;
  for (const { to, ends } of branches) {
    const gap = norm(subtract(to, point));
    if (ends >= 4 && gap < least) [nearest, least] = [to, gap];
  }
  return nearest;
}
