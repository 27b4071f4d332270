import type { CohortPlan } from '#contract/procedures/cohort.ts';
import type { Candidate, Facts } from '../facts.ts';

/** Facts that fail no rule a cohort begins with. */
export const eligible: Facts = {
  ...{ pN: 'pN-', histology: 'acinar', cT: 'cT1b', cN: 'cN0', cM: 'cM0', ctr: 0.8 },
  ...{ density: 'part-solid', location: 'outer', diameterCm: 1.8, ageYears: 60, sex: 'female' },
  ...{ hospital: '1', contrast: false, sliceThicknessMm: 1.25, intervalDays: 7 },
  ...{ lymphNodeAssessment: true, previousTherapy: false },
  ...{ imaged: true, masked: true, readable: true },
};

/** A patient with one CT and these facts, or with other views of them. */
export function candidateWith(
  changes: Partial<Omit<Candidate, 'label'>> & { readonly facts?: Partial<Facts> } = {},
): Candidate {
  const { facts: changed = {}, code = 'P-0001', ...rest } = changes;
  const facts = { ...eligible, ...changed };
  const label = facts.pN === null ? null : facts.pN === 'pN+' ? 1 : 0;
  return { code, label, synthetic: false, views: [{ caseId: code, facts }], ...rest };
}

/** Without rules; hospitals 1 and 2 develop, 5 and 6 test. */
export const openPlan: CohortPlan = {
  ...{ rules: [], exclusions: [], matched: true },
  hospitals: { 1: 'development', 2: 'development', 5: 'test-1', 6: 'test-2' },
  match: { exact: ['sex'], calipers: [{ fact: 'ageYears', width: 5 }] },
  split: { method: 'pair', share: 0.5, seed: 1 },
};
