import { z } from 'zod';
import { balanceRow, cohortFlow, cohortPlan } from '#contract/procedures/cohort.ts';
import type { EvaluationResult } from '#contract/evaluation/result.ts';
import { evaluationSettings } from '#contract/evaluation/settings.ts';
import { patientFacts, scoreTable } from './score-table.ts';

const setting = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

/** How a model of the library was made. */
export const modelProvenance = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['network', 'radiomics', 'clinical', 'column']),
  settings: z.record(z.string(), setting),
  settingsHash: z.string().nullable(),
  codeVersion: z.string().nullable(),
  createdAt: z.string().nullable(),
});
export type ModelProvenance = z.infer<typeof modelProvenance>;

/** Where the numbers of an evaluation come from; nothing of it tells who a patient is. */
export const provenance = z.object({
  source: z.enum(['library', 'scores-file']),
  /** Of the locked cohort. */
  cohort: z
    .object({ id: z.string(), name: z.string(), hash: z.string(), lockedAt: z.string() })
    .nullable(),
  /** What was decided about the cohort; who was taken out by hand is told by number alone. */
  plan: cohortPlan.omit({ exclusions: true }).nullable(),
  evaluation: z.object({ id: z.string(), at: z.string() }).nullable(),
  models: z.array(modelProvenance),
});

/** All that an evaluation and its files are made from: the same input gives the same bytes. */
export const studyInput = z.object({
  scores: scoreTable,
  /** For Table 1. */
  patients: z.array(patientFacts).nullable(),
  /** For the flowchart. */
  flow: cohortFlow.nullable(),
  /** For the love plot. */
  balance: z.array(balanceRow).nullable(),
  settings: evaluationSettings,
  provenance,
});
export type StudyInput = z.infer<typeof studyInput>;

/** Files of a study by their path inside its folder, with slashes. */
export type StudyFiles = ReadonlyMap<string, Uint8Array>;

/** What an evaluation was made from, and what it found. */
export interface Study {
  readonly input: StudyInput;
  readonly result: EvaluationResult;
}
