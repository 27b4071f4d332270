import type { LeftOutReason, SetName } from '#contract/procedures/experiments.ts';
import { studyPart } from '#engine/store/study-hospitals.ts';
import { seededRandom, shuffledIndices, type Random } from '#native/numeric/random.ts';

/** A case with what decides about its set; null where it is not known. */
export interface Candidate {
  readonly caseId: string;
  readonly patientId: number;
  /** 0: pN-, 1: pN+. */
  readonly label: 0 | 1 | null;
  /** Number or name, as in the clinical record. */
  readonly hospital: string | null;
  readonly masked: boolean;
}

export interface DrawnSets {
  /** In the order of the candidates. */
  readonly members: readonly { readonly caseId: string; readonly set: SetName }[];
  readonly leftOut: readonly { readonly reason: LeftOutReason; readonly n: number }[];
}

/** Of hospitals 1 to 4; the rest validates. */
const trainingShare = 0.7;

/**
 * Draws the study's sets: cases of hospitals 1 to 4 train and validate 7 : 3, pN+ and pN- each by
 * themselves; hospital 5 is the first independent test, hospital 6 the second.
 *
 * @param seed Integer in [0, 2^32); the same candidates and seed give the same sets.
 */
export function drawSets(candidates: readonly Candidate[], seed: number): DrawnSets {
  const random = seededRandom(seed);
  const patients = new Set<number>();
  const leftOut = new Map<LeftOutReason, number>();
  const split: Record<0 | 1, string[]> = { 0: [], 1: [] };
  const sets = new Map<string, SetName>();
  for (const candidate of candidates) {
    const { caseId, patientId, label } = candidate;
    const reason = reasonAgainst(candidate, patients);
    if (reason !== undefined) {
      leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
      continue;
    }
    patients.add(patientId);
    const part = studyPart(candidate.hospital);
    if (part === 'development') split[label as 0 | 1].push(caseId);
    else if (part !== undefined) sets.set(caseId, part);
  }
  for (const caseIds of [split[1], split[0]]) {
    for (const [caseId, set] of trainAndValidate(caseIds, random)) sets.set(caseId, set);
  }
  return {
    members: candidates.flatMap(({ caseId }) => {
      const set = sets.get(caseId);
      return set ? [{ caseId, set }] : [];
    }),
    leftOut: [...leftOut].map(([reason, n]) => ({ reason, n })),
  };
}

function reasonAgainst(
  { patientId, label, hospital, masked }: Candidate,
  taken: ReadonlySet<number>,
): LeftOutReason | undefined {
  if (label === null) return 'no-outcome';
  if (hospital === null) return 'no-hospital';
  if (studyPart(hospital) === undefined) return 'other-hospital';
  if (!masked) return 'no-mask';
  // Two scans of one patient in two sets would let training see a test patient.
  return taken.has(patientId) ? 'further-scan' : undefined;
}

function trainAndValidate(
  caseIds: readonly string[],
  random: Random,
): readonly (readonly [string, SetName])[] {
  const training = Math.round(trainingShare * caseIds.length);
  return shuffledIndices(caseIds.length, random).map((index, place) => [
    caseIds[index],
    place < training ? 'training' : 'validation',
  ]);
}
