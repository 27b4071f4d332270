import { z } from 'zod';
import { unblinded } from '../people.ts';
import { procedure } from '../procedure.ts';
import { setName } from './experiments.ts';

/** Sets of which performance is told; nothing is told of the set that trained. */
export const evaluatedSet = setName.exclude(['training']);
export type EvaluatedSet = z.infer<typeof evaluatedSet>;

export const evaluationSettings = z.object({
  /**
   * `locked`: Youden's threshold on internal validation, applied unchanged. `paper`: Youden's on each
   * set by itself, which is optimistic and labelled so. `fixed`: as given.
   */
  threshold: z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('locked') }),
    z.object({ mode: z.literal('paper') }),
    z.object({ mode: z.literal('fixed'), value: z.number() }),
  ]),
  /** Of every interval. */
  level: z.number().min(0.5).max(0.999),
  proportionInterval: z.enum(['wilson', 'clopper-pearson']),
  /** Prevalence of pN+ that probabilities are recalibrated to; null: as they are. */
  prevalence: z.number().gt(0).lt(1).nullable(),
  /** The model that the others are compared with; null: all pairs. */
  reference: z.string().nullable(),
});
export type EvaluationSettings = z.infer<typeof evaluationSettings>;

/** A number with its interval; `value` null has a reason. */
export const estimate = z.object({
  value: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Why there is no value, in words. */
  reason: z.string().nullable(),
});
export type Estimate = z.infer<typeof estimate>;

/** Places of the study's tables and figures; a model has at most one in each. */
export const table2Place = z.enum([
  'ResNet-18',
  'ResNet-18 pretrained',
  'ResNet-34',
  'ResNet-34 pretrained',
  'ResNet-50',
  'ResNet-50 pretrained',
  'DenseNet-121',
  'Swin Transformer',
  'Swin Transformer pretrained',
]);
export const table3Place = z.enum([
  'Radiomics',
  'Deep Learning',
  'Addition',
  'Learnable Addition',
  'Concatenation transformed',
  'Concatenation',
]);

export const setPerformance = z.object({
  set: evaluatedSet,
  n: z.number(),
  positives: z.number(),
  threshold: z.number().nullable(),
  confusion: z
    .object({ tp: z.number(), fn: z.number(), tn: z.number(), fp: z.number() })
    .nullable(),
  accuracy: estimate,
  sensitivity: estimate,
  specificity: estimate,
  ppv: estimate,
  npv: estimate,
  auc: estimate,
  /** Points of the empirical curve from (0, 0) to (1, 1). */
  roc: z.array(z.object({ fpr: z.number(), tpr: z.number() })),
  brier: z.number().nullable(),
  calibrationIntercept: estimate,
  calibrationSlope: estimate,
  calibration: z.array(
    z.object({
      predicted: z.number(),
      observed: z.number(),
      n: z.number(),
      interval: z.tuple([z.number(), z.number()]),
    }),
  ),
  netBenefit: z.array(z.object({ threshold: z.number(), model: z.number(), all: z.number() })),
});
export type SetPerformance = z.infer<typeof setPerformance>;

export const modelPerformance = z.object({
  /** Id of the model, or its column in a table of scores. */
  id: z.string(),
  name: z.string(),
  table2: table2Place.nullable(),
  table3: table3Place.nullable(),
  /** Scores are probabilities, so that calibration and net benefit have a meaning. */
  probabilities: z.boolean(),
  /** Trained on synthetic patients. */
  synthetic: z.boolean(),
  sets: z.array(setPerformance),
  aauc: z.object({
    /** AUC of the pooled scores of all sets with its DeLong standard error. */
    pooled: z.number().nullable(),
    sd: z.number().nullable(),
    plainMean: z.number().nullable(),
    /** Weighted by the patients of each set. */
    weightedMean: z.number().nullable(),
    /** Why a value is missing, in words. */
    reason: z.string().nullable(),
  }),
});
export type ModelPerformance = z.infer<typeof modelPerformance>;

/** Paired DeLong test of two models on the patients of a set that both have scored. */
export const modelComparison = z.object({
  set: evaluatedSet,
  a: z.string(),
  b: z.string(),
  n: z.number(),
  /** AUC of a less AUC of b. */
  difference: estimate,
  z: z.number().nullable(),
  p: z.number().nullable(),
  /** Holm's adjustment over the comparisons of the set. */
  holm: z.number().nullable(),
});
export type ModelComparison = z.infer<typeof modelComparison>;

export const subgroupPerformance = z.object({
  model: z.string(),
  by: z.enum(['hospital', 'contrast']),
  level: z.string(),
  n: z.number(),
  positives: z.number(),
  auc: estimate,
});

/** Everything that tables, figures and screens tell of models on sets of patients. */
export const evaluationResult = z.object({
  settings: evaluationSettings,
  /** In the order of the study; sets without patients are absent. */
  sets: z.array(z.object({ set: evaluatedSet, n: z.number(), positives: z.number() })),
  models: z.array(modelPerformance),
  comparisons: z.array(modelComparison),
  subgroups: z.array(subgroupPerformance),
  /** What a reader must know: optimistic thresholds, synthetic patients, missing scores. */
  remarks: z.array(z.string()),
});
export type EvaluationResult = z.infer<typeof evaluationResult>;

/** One variable of Table 1 over groups of patients. */
export const tableOneVariable = z.object({
  fact: z.enum(['ageYears', 'sex', 'diameterCm', 'density', 'location']),
  label: z.string(),
  kind: z.enum(['continuous', 'categorical']),
  /** Of a continuous one, in the order of the groups; null where a group is empty. */
  means: z.array(
    z.object({ n: z.number(), mean: z.number(), sd: z.number().nullable() }).nullable(),
  ),
  /** Of a categorical one. */
  levels: z.array(z.object({ label: z.string(), counts: z.array(z.number()) })),
  /** Across the four sets. */
  test: z.object({
    name: z.enum(['Kruskal-Wallis', 'chi-square']),
    statistic: z.number().nullable(),
    df: z.number().nullable(),
    p: z.number().nullable(),
    /** Why there is none, or what to be careful about (small expected counts). */
    remark: z.string().nullable(),
  }),
  /** Largest absolute standardised mean difference of pN+ to pN- within a set. */
  smd: z.array(z.object({ set: setName, value: z.number().nullable() })),
});

export const tableOne = z.object({
  /** pN+ and pN- of each set, in the order of the columns. */
  groups: z.array(
    z.object({ set: setName, label: z.union([z.literal(0), z.literal(1)]), n: z.number() }),
  ),
  variables: z.array(tableOneVariable),
});
export type TableOne = z.infer<typeof tableOne>;

export const tableCell = z.object({
  text: z.string(),
  /** The number that the text begins with or stands for, with all its digits; null for other text. */
  value: z.number().nullable(),
  columnSpan: z.number().int().min(1),
  rowSpan: z.number().int().min(1),
  align: z.enum(['left', 'right', 'centre']),
  /** Sub-row of the row before; its text begins with an em space. */
  indent: z.boolean(),
  /** What a reader may want to know of this cell: its reason for NA, its test. */
  note: z.string().nullable(),
});
export type TableCell = z.infer<typeof tableCell>;

/** A table as it is printed: the same on screen and in every file format. */
export const tableDocument = z.object({
  title: z.string(),
  /** Rows of cells; cells that a span covers are absent. */
  head: z.array(z.array(tableCell)),
  body: z.array(z.array(tableCell)),
  /** In order; marks (ᵃ) stand in the text. */
  footnotes: z.array(z.string()),
});
export type TableDocument = z.infer<typeof tableDocument>;

export const tableName = z.enum(['table1', 'table2', 'table3', 'delong', 'subgroups', 'balance']);
export type TableName = z.infer<typeof tableName>;
export const figureName = z.enum([
  'flowchart',
  'roc-networks',
  'roc-fusion',
  'calibration',
  'decision-curve',
  'love-plot',
]);
export type FigureName = z.infer<typeof figureName>;

export const figureFormat = z.enum(['svg', 'png', 'pdf']);
export type FigureFormat = z.infer<typeof figureFormat>;

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
