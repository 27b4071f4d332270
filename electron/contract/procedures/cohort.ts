import { z } from 'zod';
import { unblinded } from '../people.ts';
import { procedure } from '../procedure.ts';
import { setName } from './experiments.ts';

/** Facts of a patient that a rule, a match or a table can be about. */
export const factName = z.enum([
  'pN',
  'histology',
  'cT',
  'cN',
  'cM',
  'ctr',
  'density',
  'location',
  'diameterCm',
  'ageYears',
  'sex',
  'hospital',
  'contrast',
  'sliceThicknessMm',
  'intervalDays',
  'lymphNodeAssessment',
  'previousTherapy',
  /** Whether a CT of the patient is in the library. */
  'imaged',
  /** Whether that CT is complete and in HU: no fault of its geometry or values was found. */
  'readable',
  /** Whether the CT has a tumour mask. */
  'masked',
]);
export type FactName = z.infer<typeof factName>;

export const factValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type FactValue = z.infer<typeof factValue>;

/** What a fact must be for a patient to stay in. */
export const ruleTest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('known') }),
  z.object({ kind: z.literal('at-most'), value: z.number() }),
  z.object({ kind: z.literal('at-least'), value: z.number() }),
  z.object({ kind: z.literal('one-of'), values: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('is'), value: z.boolean() }),
]);

export const eligibilityRule = z.object({
  /** Reason code that tables, flowchart and audit write, such as `slice-thickness`. */
  code: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** The exclusion in words, as the flowchart prints it: "Slice thickness > 2 mm". */
  reason: z.string().min(1).max(120),
  enabled: z.boolean(),
  fact: factName,
  test: ruleTest,
  /** What becomes of a patient whose fact is not recorded. */
  whenUnknown: z.enum(['exclude', 'accept']),
});
export type EligibilityRule = z.infer<typeof eligibilityRule>;

/** What a hospital's patients are for; hospitals that are not listed are left out. */
export const hospitalPart = z.enum(['development', 'test-1', 'test-2']);

export const matchSettings = z.object({
  exact: z.array(z.enum(['sex', 'density', 'location', 'hospital', 'contrast', 'cT'])),
  /** Inclusive largest differences; the first one is also the distance that is minimised. */
  calipers: z
    .array(
      z.object({
        fact: z.enum(['ageYears', 'diameterCm', 'ctr']),
        /** Null: any difference. */
        width: z.number().min(0).nullable(),
      }),
    )
    .min(1),
});
export type MatchSettings = z.infer<typeof matchSettings>;

export const splitSettings = z.object({
  /** `pair` keeps pairs together; `paper` splits pN+ and pN- each by themselves, as published. */
  method: z.enum(['pair', 'paper']),
  /** Share that trains. */
  share: z.number().min(0.5).max(0.95),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1),
});

/** All that a person decides about a cohort; each change of it is one undoable step. */
export const cohortPlan = z.object({
  rules: z.array(eligibilityRule),
  /** Patients taken out by hand. */
  exclusions: z.array(
    z.object({ code: z.string(), reason: z.string().trim().min(3).max(300), by: z.string() }),
  ),
  hospitals: z.record(z.string(), hospitalPart),
  match: matchSettings,
  /** Null: development patients are not matched, and all of them are split. */
  matched: z.boolean(),
  split: splitSettings,
});
export type CohortPlan = z.infer<typeof cohortPlan>;

const counts = z.object({
  n: z.number(),
  positives: z.number(),
  negatives: z.number(),
  /** Patients without pathology. */
  unknown: z.number(),
});
export type Counts = z.infer<typeof counts>;

/** The flowchart: who was screened, who left at which rule, who stayed, and where they went. */
export const cohortFlow = z.object({
  screened: counts,
  steps: z.array(
    z.object({
      code: z.string(),
      reason: z.string(),
      enabled: z.boolean(),
      /** Patients whom this rule takes out, being the first that they fail. */
      excluded: counts,
      /** Of those, the ones whose fact is not recorded. */
      unknownFact: z.number(),
    }),
  ),
  excludedByHand: counts,
  included: counts,
  /** Eligible patients of hospitals that have no part, or whose pathology is not known. */
  noPart: counts,
  development: counts,
  unmatched: counts,
  sets: z.array(z.object({ set: setName, counts })),
});
export type CohortFlow = z.infer<typeof cohortFlow>;

export const cohortPatient = z.object({
  /** Pseudonym. */
  code: z.string(),
  /**
   * The CT that stands for the patient: of those that fail the fewest enabled rules, one with a mask
   * before one without, and the earliest of these.
   */
  caseId: z.string().nullable(),
  facts: z.partialRecord(factName, factValue),
  label: z.union([z.literal(0), z.literal(1), z.null()]),
  /** Where the patient ended; `excluded` by a rule or by hand. */
  standing: z.enum([
    'excluded',
    'no-part',
    'unmatched',
    'training',
    'validation',
    'test-1',
    'test-2',
  ]),
  /** Code of the rule, or `by-hand`; null for who stayed. */
  excludedBy: z.string().nullable(),
  /** Every enabled rule that the patient fails. */
  fails: z.array(z.string()),
  /** Number of the pair, from 1. */
  pair: z.number().nullable(),
  /** Why the patient has no partner, in words, with the nearest miss. */
  unmatchedReason: z.string().nullable(),
  /** Made by the demo study, no person's. */
  synthetic: z.boolean(),
});
export type CohortPatient = z.infer<typeof cohortPatient>;

/** How alike the groups are in one variable or level. */
export const balanceRow = z.object({
  fact: factName,
  /** Level of a categorical fact, or null for a continuous one. */
  level: z.string().nullable(),
  /** Standardised mean difference, pN+ minus pN-; null where it has no value. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  varianceRatioBefore: z.number().nullable(),
  varianceRatioAfter: z.number().nullable(),
});
export type BalanceRow = z.infer<typeof balanceRow>;

export const cohortView = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  plan: cohortPlan,
  flow: cohortFlow,
  matching: z
    .object({
      pairs: z.number(),
      /** Sum of the first caliper's differences. */
      distance: z.number(),
      balance: z.array(balanceRow),
    })
    .nullable(),
  /** Hospitals of the library with their patients. */
  hospitals: z.array(z.object({ hospital: z.string(), n: z.number() })),
  /** Once locked, only the name changes any more; the hash is of the pair list and sets. */
  locked: z.object({ hash: z.string(), at: z.string(), by: z.string() }).nullable(),
  /** Names of the changes that undo and redo would make. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
  /** Synthetic patients among those who stayed. */
  synthetic: z.number(),
});
export type CohortView = z.infer<typeof cohortView>;

const cohortId = z.object({ cohortId: z.string() });
/** The parts of a plan that a change replaces. */
const planParts = cohortPlan.omit({ exclusions: true }).partial();
const cohortName = z.string().trim().min(1).max(80);

/** Cohorts: eligibility, matching, split; every change is audited and can be undone until locked. */
export const cohorts = {
  'cohorts.list': procedure(
    unblinded,
    z.object({}),
    z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        createdAt: z.string(),
        locked: z.boolean(),
        included: z.number(),
      }),
    ),
  ),
  /** Begins with the default rules, or as another cohort stands. */
  'cohorts.create': procedure(
    unblinded,
    z.object({ name: cohortName, from: z.string().optional() }),
    cohortView,
  ),
  'cohorts.get': procedure(unblinded, cohortId, cohortView),
  /** With parts of another plan: where it would have them; nothing is stored. */
  'cohorts.patients': procedure(
    unblinded,
    cohortId.extend({ plan: planParts.optional() }),
    z.array(cohortPatient),
  ),
  /** Replaces parts of the plan; `name` is what undo will call it. */
  'cohorts.change': procedure(
    unblinded,
    cohortId.extend({
      name: z.string().trim().min(1).max(120),
      plan: planParts,
    }),
    cohortView,
  ),
  /** What the flowchart would count under other rules; nothing is stored. */
  'cohorts.preview': procedure(unblinded, cohortId.extend({ plan: planParts }), cohortFlow),
  'cohorts.exclude': procedure(
    unblinded,
    cohortId.extend({ code: z.string(), reason: z.string().trim().min(3).max(300) }),
    cohortView,
  ),
  'cohorts.readmit': procedure(unblinded, cohortId.extend({ code: z.string() }), cohortView),
  /** A locked one too: its hash is of patients, and of no name. */
  'cohorts.rename': procedure(unblinded, cohortId.extend({ name: cohortName }), cohortView),
  'cohorts.undo': procedure(unblinded, cohortId, cohortView),
  'cohorts.redo': procedure(unblinded, cohortId, cohortView),
  'cohorts.lock': procedure(unblinded, cohortId, cohortView),
  'cohorts.remove': procedure(unblinded, cohortId, z.object({})),
  'cohorts.restore': procedure(unblinded, cohortId, cohortView),
};
