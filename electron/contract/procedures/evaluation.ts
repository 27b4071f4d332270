import { z } from 'zod';
import { evaluationResult } from '../evaluation/result.ts';
import { evaluatedSet, evaluationSettings } from '../evaluation/settings.ts';
import { table2Place, table3Place } from '../evaluation/study-places.ts';
import { tableDocument, tableName } from '../evaluation/table-document.ts';
import { unblinded } from '../people.ts';
import { procedure } from '../procedure.ts';

/** A model of the library that has scores for patients of a cohort. */
export const scoredModel = z.object({
  id: z.string(),
  kind: z.enum(['network', 'radiomics', 'clinical']),
  name: z.string(),
  table2: table2Place.nullable(),
  table3: table3Place.nullable(),
  createdAt: z.string(),
  /** Patients of each evaluated set that have a score. */
  scored: z.array(z.object({ set: evaluatedSet, n: z.number(), of: z.number() })),
  synthetic: z.boolean(),
});
export type ScoredModel = z.infer<typeof scoredModel>;

/** How the radiomics model was made. */
export const radiomicsModelView = z.object({
  id: z.string(),
  cohortId: z.string(),
  createdAt: z.string(),
  columns: z.array(
    z.object({
      column: z.string(),
      importance: z.number(),
      /** Share of the bootstraps that chose it, 0 to 1. */
      stability: z.number(),
    }),
  ),
  /** Set where the tree had fewer than ten features of any importance. */
  fewerThanAsked: z.boolean(),
  trainingCases: z.number(),
  supportVectors: z.number(),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  settingsHash: z.string(),
  featureSettingsHash: z.string(),
  codeVersion: z.string(),
});

/** A published number that cannot be, or can, with the recomputed one beside it. */
export const consistencyFinding = z.object({
  table: z.string(),
  place: z.string(),
  quantity: z.string(),
  printed: z.string(),
  recomputed: z.string().nullable(),
  verdict: z.enum(['agrees', 'cannot-be-right', 'not-recomputable']),
  remark: z.string().nullable(),
});
export type ConsistencyFinding = z.infer<typeof consistencyFinding>;

const cohortId = z.object({ cohortId: z.string() });

const evaluationId = z.object({ evaluationId: z.string() });

/** Models on sets of patients: their numbers, tables and figures. */
export const evaluation = {
  'evaluation.models': procedure(unblinded, cohortId, z.array(scoredModel)),
  /** Fits on the training set of a locked cohort and scores the others. */
  'evaluation.fit': procedure(
    unblinded,
    cohortId.extend({ kind: z.enum(['radiomics', 'clinical']) }),
    z.object({ jobId: z.string() }),
  ),
  'evaluation.radiomicsModel': procedure(
    unblinded,
    z.object({ modelId: z.string() }),
    radiomicsModelView,
  ),
  'evaluation.run': procedure(
    unblinded,
    cohortId.extend({ modelIds: z.array(z.string()).min(1), settings: evaluationSettings }),
    z.object({ evaluationId: z.string(), result: evaluationResult }),
  ),
  'evaluation.list': procedure(
    unblinded,
    cohortId,
    z.array(
      z.object({ id: z.string(), createdAt: z.string(), models: z.number(), mode: z.string() }),
    ),
  ),
  'evaluation.get': procedure(unblinded, evaluationId, evaluationResult),
  'evaluation.table': procedure(
    unblinded,
    /** `extended` adds tests and differences to Table 1, means of the AUCs to Tables 2 and 3. */
    evaluationId.extend({ table: tableName, extended: z.boolean().default(false) }),
    tableDocument,
  ),
  /** What was done, in words for the methods section of a paper. */
  'evaluation.methods': procedure(unblinded, evaluationId, z.object({ text: z.string() })),
  /** Tables, figures, scores and manifest; waits at `/data/exports/ID` without a directory. */
  'evaluation.export': procedure(
    unblinded,
    evaluationId.extend({ directory: z.string().optional() }),
    z.object({ jobId: z.string() }),
  ),
  /** The published study's tables, and what in them cannot be right. */
  'evaluation.published': procedure(
    unblinded,
    z.object({}),
    z.object({
      table1: tableDocument,
      table2: tableDocument,
      table3: tableDocument,
      findings: z.array(consistencyFinding),
    }),
  ),
};
