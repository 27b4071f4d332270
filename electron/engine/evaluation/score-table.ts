import { z } from 'zod';
import { table2Place, table3Place } from '#contract/evaluation/study-places.ts';
import { setName } from '#contract/procedures/experiments.ts';

export const classLabel = z.union([z.literal(0), z.literal(1)]);
/** 0: pN-, 1: pN+. */
export type ClassLabel = z.infer<typeof classLabel>;

/** A patient whose scores are judged. */
export const scoredPatient = z.object({
  /** Pseudonym; each stands once in a table. */
  code: z.string(),
  set: setName,
  label: classLabel,
  hospital: z.string().nullable(),
  contrast: z.boolean().nullable(),
  synthetic: z.boolean(),
});
export type ScoredPatient = z.infer<typeof scoredPatient>;

/** What a column of scores is of. */
export const scoreModelFacts = z.object({
  id: z.string(),
  name: z.string(),
  table2: table2Place.nullable(),
  table3: table3Place.nullable(),
  /** Scores are probabilities of pN+. */
  probabilities: z.boolean(),
  /** Trained on synthetic patients. */
  synthetic: z.boolean(),
});

export const scoreModel = scoreModelFacts.extend({
  /** Higher for pN+; in the order of the patients, null for one without a score. */
  scores: z.array(z.number().nullable()),
});
export type ScoreModel = z.infer<typeof scoreModel>;

/** All that an evaluation is computed from. */
export const scoreTable = z.object({
  patients: z.array(scoredPatient),
  models: z.array(scoreModel),
});
export type ScoreTable = z.infer<typeof scoreTable>;

/** What Table 1 tells of a patient; null where it is not recorded. */
export const patientFacts = z.object({
  code: z.string(),
  set: setName,
  label: classLabel,
  ageYears: z.number().nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  diameterCm: z.number().nullable(),
  density: z.enum(['solid', 'part-solid']).nullable(),
  location: z.enum(['inner', 'middle', 'outer']).nullable(),
});
export type PatientFacts = z.infer<typeof patientFacts>;

/** The sets in the order of the study. */
export const studySets = setName.options;
