import type { Random } from '#native/numeric/random.ts';
import type { ClinicalRecord, LungThird } from '../clinical/clinical-record.ts';
import { between, clampedNormal, streamFor, weighted, type PatientKey } from './random-stream.ts';
import { drawAcquisition, type Acquisition } from './scanner.ts';

/** What decides how the lesion looks and how likely it has spread. */
export interface LesionTraits {
  /** Longest axial diameter of the whole lesion and of its solid part in mm. */
  readonly diameterMm: number;
  readonly solidDiameterMm: number;
  readonly ctr: number;
  readonly margin: 'smooth' | 'lobulated' | 'spiculated';
  readonly location: LungThird;
  readonly attachment: 'none' | 'pleura' | 'vessel';
  readonly side: 'left' | 'right';
}

/** A patient before any image is made: cheap, so that thousands can be drawn to check the formula. */
export interface PatientTraits {
  readonly clinical: ClinicalRecord;
  readonly lesion: LesionTraits;
  readonly acquisition: Acquisition;
}

/** Larger lesions would no longer be early cancers. */
const MAX_DIAMETER_MM = 30;

/** Share of the study's patients in each hospital; source: the study's table of sets (1-4 pooled). */
const hospitalShares = [0.13, 0.13, 0.13, 0.12, 0.17, 0.32] as const;

/** Draws the traits of one patient. Age and sex follow the study; the rest is a plausible choice. */
export function drawTraits(key: PatientKey): PatientTraits {
  const random = streamFor(key, 'traits');
  const hospital = hospitalOf(key);
  const acquisition = drawAcquisition(hospital, streamFor(key, 'scanner'));
  const lesion = drawLesion(random);
  return {
    lesion,
    acquisition,
    clinical: {
      hospital: String(hospital),
      ageYears: Math.round(clampedNormal(random, [60, 9.3], [30, 84])),
      sex: random.next() < 0.56 ? 'female' : 'male',
      diameterCm: Math.round(lesion.diameterMm) / 10,
      density: lesion.ctr === 1 ? 'solid' : 'part-solid',
      ctr: Math.round(100 * lesion.ctr) / 100,
      location: lesion.location,
      cT: lesion.solidDiameterMm <= 10 ? 'cT1a' : 'cT1b',
      cN: 'cN0',
      contrast: acquisition.contrast,
      intervalDays: 1 + Math.floor(28 * random.next() ** 2),
      sliceThicknessMm: acquisition.sliceThicknessMm,
      ...{ cM: 'cM0', lymphNodeAssessment: true, previousTherapy: false },
    },
  };
}

function drawLesion(random: Random): LesionTraits {
  const solid = random.next() < 0.62;
  const solidDiameterMm = clampedNormal(random, [14.2, 3.4], [7, 20]);
  const ctr = solid ? 1 : Math.max(solidDiameterMm / MAX_DIAMETER_MM, between(random, 0.52, 0.95));
  const location = weighted<LungThird>(random, [
    ['inner', 2],
    ['middle', 3.5],
    ['outer', 4.5],
  ]);
  const juxtapleural = location === 'outer' ? 0.3 : 0;
  return {
    ctr,
    solidDiameterMm,
    diameterMm: solidDiameterMm / ctr,
    margin: weighted(random, [
      ['smooth', 2.5],
      ['lobulated', 4],
      ['spiculated', solid ? 4.5 : 2.5],
    ]),
    location,
    attachment: weighted(random, [
      ['pleura', juxtapleural],
      ['vessel', 0.2],
      ['none', 0.8 - juxtapleural],
    ]),
    side: random.next() < 0.56 ? 'right' : 'left',
  };
}

/**
 * Hospitals in a low-discrepancy order (multiples of the golden ratio), so that already the first
 * dozen patients come from all six.
 */
function hospitalOf({ seed, index }: PatientKey): number {
  const start = streamFor({ seed, index: 0 }, 'study').next();
  let rest = (start + index * 0.618_033_988_749_895) % 1;
  for (const [n, share] of hospitalShares.entries()) {
    rest -= share;
    if (rest < 0) return n + 1;
  }
  return hospitalShares.length;
}
