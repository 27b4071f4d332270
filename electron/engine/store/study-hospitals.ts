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

/** A number among words that say no more than that it is a hospital's; "3.0" as programs save it. */
const numbered =
  /^(?:hospital|hosp|h|centre|center|site|institution|no|nr|number|第|医院|中心|[\s.:#_-])*0*(\d+)(?:\.0+)?(?:st|nd|rd|th)?(?:hospital|centre|center|site|号|医院|中心|[\s._-])*$/;

/**
 * "3", "Hospital 3" and "hospital no. 03" are one hospital; other names are without case, and keep
 * their numbers: the first hospitals of two towns are two.
 */
export function hospitalKey(hospital: string): string {
  const name = hospital.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
  return numbered.exec(name)?.[1] ?? name;
}
