import type { SentencesOf } from './sentences-of.ts';

/** What must not see a test set: whatever decides what a model becomes, or when it says yes. */
export type LearningStep =
  'selection' | 'scaling' | 'thresholds' | 'matching' | 'splitting' | 'training';

/** Failures of cohorts and of the guard around their test sets. */
export interface CohortErrors {
  /** A set with fewer cases of one class than it needs of each. */
  'set-too-small': {
    readonly set: string;
    readonly n: number;
    readonly positives: number;
    readonly needed: number;
  };
  /** Cases of a test set were about to be learned from, or to decide about learning. */
  'test-set-touched': {
    readonly cases: number;
    readonly step: LearningStep;
    /** Where the first of them stands, for a table. */
    readonly first?: string;
  };
  /** A hospital whose patients are the test set of a locked cohort was about to be learned from. */
  'test-hospital': {
    readonly hospital: string;
    readonly cohort: string;
    readonly step: LearningStep;
  };
  /** A hospital whose patients a locked cohort learns from was about to become a test set. */
  'learned-hospital': { readonly hospital: string; readonly cohort: string };
  /** A file that holds no plan of a cohort. */
  'plan-unreadable': { readonly file: string; readonly reason: string };
  'cohort-locked': { readonly name: string };
  'cohort-not-locked': { readonly name: string };
}

export const cohortSentences: SentencesOf<CohortErrors> = {
  'set-too-small': ({ set, n, positives, needed }) =>
    `The ${set} set has ${n} cases, ${positives} of them pN+; it needs at least ${needed} of each class. Bring in more cases with pN, hospital and a mask; in a cohort, relax its rules or its matching.`,
  'test-set-touched': ({ cases, step, first }) =>
    `${cases === 1 ? 'A patient' : `${cases} patients`} of a test set would have reached the ${step}${first === undefined ? '' : ` (${first})`}. What a test set has decided about, it can no longer judge. Nothing was computed.`,
  'test-hospital': ({ hospital, cohort, step }) =>
    `The patients of hospital ${hospital} are a test set of the locked cohort "${cohort}", whose results may have been seen; they may not reach the ${step} of another one. Leave the hospital out, or keep it a test set. Nothing was changed.`,
  'learned-hospital': ({ hospital, cohort }) =>
    `The locked cohort "${cohort}" learns from the patients of hospital ${hospital}; as a test set they would judge what they have taught. Leave the hospital out, or let it learn here too. Nothing was changed.`,
  'plan-unreadable': ({ file, reason }) =>
    `"${file}" cannot be read as the plan of a cohort: ${reason}. Nothing was changed.`,
  'cohort-locked': ({ name }) =>
    `The cohort "${name}" is locked, so that its results stay what they are. Copy it as a new cohort and change the copy.`,
  'cohort-not-locked': ({ name }) =>
    `Lock the cohort "${name}" first, so that its sets stay as they are.`,
};
