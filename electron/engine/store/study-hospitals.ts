import type { CohortPlan } from '#contract/procedures/cohort.ts';

/** What a hospital's patients are for. */
export type HospitalPart = CohortPlan['hospitals'][string];

/** The study's hospitals by number: 1 to 4 develop, 5 and 6 test. */
const studyParts: Readonly<Record<string, HospitalPart>> = {
  ...{ 1: 'development', 2: 'development', 3: 'development', 4: 'development' },
  ...{ 5: 'test-1', 6: 'test-2' },
};

/** The part of a hospital in the published study; undefined for any other. */
export function studyPart(hospital: string | null): HospitalPart | undefined {
  const key = hospital === null ? '' : hospitalKey(hospital);
  return Object.hasOwn(studyParts, key) ? studyParts[key] : undefined;
}

/** "3", "Hospital 3" and "hospital no. 03" are one hospital; other names are without case. */
export function hospitalKey(hospital: string): string {
  return /^\D*0*(\d+)$/.exec(hospital)?.[1] ?? hospital.trim().toLowerCase();
}
