import type { BoxRef } from './flow-boxes.ts';

/** What a box of the flowchart means, for whoever has chosen it. */
export const boxMeaning: { readonly [K in Exclude<BoxRef['kind'], 'rule'>]: string } = {
  screened: 'Every patient of the library, before any rule is asked.',
  left: 'Who is still in after this rule and all rules above it.',
  'by-hand': 'Patients whom a person took out, with a reason each. They can be readmitted.',
  included: 'Patients whom no rule takes out, and nobody by hand.',
  'no-part': 'Eligible, but their hospital has no part in the study, or their pN is not known.',
  development: 'Patients of the hospitals that the models are made with.',
  unmatched: 'Development patients for whom no partner is left within the calipers.',
  matched: 'One pN+ and one pN- a pair, alike in what was asked of them.',
  training: 'What the models learn from: selection, scaling and weights.',
  validation: 'Chooses the epoch and the threshold; what is measured here is optimistic.',
  'test-1': 'Every eligible patient of its hospitals. Nothing is learned or chosen here.',
  'test-2': 'Every eligible patient of its hospitals. Nothing is learned or chosen here.',
};
