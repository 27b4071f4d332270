import { z } from 'zod';
import { evaluatedSet, evaluationSettings } from './settings.ts';
import { table2Place, table3Place } from './study-places.ts';

/** A number with its interval; `value` null has a reason. */
export const estimate = z.object({
  value: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Why there is no value, in words. */
  reason: z.string().nullable(),
});
export type Estimate = z.infer<typeof estimate>;

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

/** What a reader of some of the numbers must know, as a sentence. */
export const remark = z.object({
  text: z.string(),
  /**
   * `patients`, `selection`: every number. `thresholds`, `calibration`: those that need them. `model`:
   * those of one model. `study`: what the tables do not show.
   */
  about: z.enum(['patients', 'selection', 'thresholds', 'calibration', 'model', 'study']),
  /** Id of the model that it is about; null where it is about none or several. */
  model: z.string().nullable(),
});
export type Remark = z.infer<typeof remark>;

/** Everything that tables, figures and screens tell of models on sets of patients. */
export const evaluationResult = z.object({
  settings: evaluationSettings,
  /** In the order of the study; sets without patients are absent. */
  sets: z.array(z.object({ set: evaluatedSet, n: z.number(), positives: z.number() })),
  models: z.array(modelPerformance),
  comparisons: z.array(modelComparison),
  subgroups: z.array(subgroupPerformance),
  /** What a reader must know: optimistic thresholds, synthetic patients, missing scores. */
  remarks: z.array(remark),
});
export type EvaluationResult = z.infer<typeof evaluationResult>;
