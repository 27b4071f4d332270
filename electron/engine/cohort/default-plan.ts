import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { eligibilityRule, type CohortPlan } from '#contract/procedures/cohort.ts';
import type { LockedHospital } from '#engine/store/leak-guard.ts';
import { hospitalKey, studyPart } from '#engine/store/study-hospitals.ts';

const rulesFile = z.object({
  /** Where the rules come from, and what of them is our choice. */
  source: z.string(),
  rules: z.array(eligibilityRule),
});

/** The rules that a cohort begins with. @throws ZodError naming the field that breaks the schema. */
export function defaultRules(resourcesDir: string): CohortPlan['rules'] {
  const text = readFileSync(join(resourcesDir, 'cohort', 'eligibility.json'), 'utf8');
  return rulesFile.parse(JSON.parse(text)).rules;
}

/** The study's matching: exact in three facts, at most five years apart. */
const studyMatch: CohortPlan['match'] = {
  exact: ['sex', 'density', 'location'],
  calipers: [{ fact: 'ageYears', width: 5 }],
};
const studySplit: CohortPlan['split'] = { method: 'pair', share: 0.7, seed: 5 };

/**
 * The plan of a new cohort. Hospitals have the side that they have in locked cohorts, else the part
 * of their number in the study; others have none.
 */
export function defaultPlan(
  rules: CohortPlan['rules'],
  hospitals: readonly string[],
  locked: ReadonlyMap<string, LockedHospital>,
): CohortPlan {
  const parts = hospitals.flatMap((hospital) => {
    const part = locked.get(hospitalKey(hospital))?.part ?? studyPart(hospital);
    return part ? [[hospital, part] as const] : [];
  });
  return {
    rules,
    exclusions: [],
    hospitals: Object.fromEntries(parts),
    ...{ match: studyMatch, matched: true, split: studySplit },
  };
}
