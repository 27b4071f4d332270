import { z } from 'zod';
import { keepers, riskReaders, unblinded } from '../people.ts';
import { procedure } from '../procedure.ts';

export const featureValue = z.object({
  /** Column name, `image_family_Feature`. */
  column: z.string(),
  image: z.string(),
  family: z.string(),
  name: z.string(),
  /** IBSI permanent identifier, or null for features outside IBSI. */
  ibsi: z.string().nullable(),
  unit: z.string(),
  value: z.number(),
});
export type FeatureValue = z.infer<typeof featureValue>;

export const featureSet = z.object({
  id: z.string(),
  caseId: z.string(),
  maskId: z.string(),
  preset: z.string(),
  settingsHash: z.string(),
  codeVersion: z.string(),
  computedAt: z.string(),
  values: z.array(featureValue),
});
export type FeatureSet = z.infer<typeof featureSet>;

export const modelCard = z.object({
  id: z.string(),
  name: z.string(),
  /** Shown wherever its number appears, e.g. "demo: trained on synthetic cases, not for patients". */
  label: z.string(),
  demo: z.boolean(),
  description: z.string(),
  trainedOn: z.string(),
  architecture: z.string(),
  parameters: z.number(),
  weightsSha256: z.string(),
  metrics: z.array(z.object({ name: z.string(), value: z.string() })),
  limits: z.array(z.string()),
});
export type ModelCard = z.infer<typeof modelCard>;

/** Why the number may mean less for this patient. */
export const qualityFlag = z.object({
  code: z.enum([
    'slice-thickness',
    'missing-slices',
    'automatic-mask',
    'not-sure-mask',
    'feature-out-of-range',
    'tumour-cropped',
    'contrast-unknown',
    'gantry-tilt',
    'synthetic-model',
  ]),
  severity: z.enum(['info', 'warn', 'bad']),
  facts: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type QualityFlag = z.infer<typeof qualityFlag>;

export const prediction = z.object({
  id: z.string(),
  caseId: z.string(),
  maskId: z.string(),
  maskVersion: z.number(),
  maskAuthor: z.string(),
  computedAt: z.string(),
  /** Probability of pN+, 0 to 1. */
  probability: z.number().min(0).max(1),
  /** 95 % interval of the probability from bootstrap heads. */
  interval: z.tuple([z.number(), z.number()]),
  model: modelCard,
  features: z.array(
    z.object({
      column: z.string(),
      ibsi: z.string().nullable(),
      unit: z.string(),
      value: z.number(),
      /** Share of training cases with a smaller value, 0 to 1. */
      percentile: z.number(),
      /** Change of the log-odds against a training-average patient. */
      contribution: z.number(),
      inTrainingRange: z.boolean(),
    }),
  ),
  /** Change of the log-odds by the network's features together. */
  networkContribution: z.number(),
  cohort: z.object({
    /** Out-of-fold probabilities of the training cases with their label. */
    probabilities: z.array(z.number()),
    labels: z.array(z.number()),
    /** Training cases whose probability lies near this patient's, and how many were pN+. */
    band: z.object({ from: z.number(), to: z.number(), n: z.number(), positives: z.number() }),
  }),
  quality: z.array(qualityFlag),
  /** Voxel (i, j, k) of the native volume at the mask's centre: the slice to show. */
  centreIjk: z.tuple([z.number(), z.number(), z.number()]),
});
export type Prediction = z.infer<typeof prediction>;

export const exportKind = z.enum([
  'mask-nifti',
  'image-nifti',
  'dicom-seg',
  'features-csv',
  /** Semicolons and decimal commas, for spreadsheets of a locale that writes these. */
  'features-csv-semicolon',
  'features-xlsx',
  'features-parquet',
]);
export type ExportKind = z.infer<typeof exportKind>;

export const risk = {
  'features.compute': procedure(
    riskReaders,
    z.object({ caseId: z.string() }),
    z.object({ jobId: z.string() }),
  ),
  /** Null until computed for the newest mask. */
  'features.get': procedure(riskReaders, z.object({ caseId: z.string() }), featureSet.nullable()),
  'models.list': procedure(riskReaders, z.object({}), z.array(modelCard)),
  'prediction.start': procedure(
    riskReaders,
    z.object({ caseId: z.string() }),
    z.object({ jobId: z.string() }),
  ),
  /** Null until computed for the newest mask. */
  'prediction.get': procedure(riskReaders, z.object({ caseId: z.string() }), prediction.nullable()),
  /** Readers may export the own masks; features are for the unblinded. */
  'export.start': procedure(
    'signed-in',
    z.object({
      kind: exportKind,
      caseIds: z.array(z.string()).min(1),
      /** A folder of this machine; without it the file waits at `/data/exports/ID`. */
      directory: z.string().optional(),
    }),
    z.object({ jobId: z.string() }),
  ),
  'export.get': procedure(
    'signed-in',
    z.object({ exportId: z.string() }),
    z.object({
      id: z.string(),
      /** On the engine's machine. */
      folder: z.string(),
      files: z.array(z.object({ name: z.string(), bytes: z.number() })),
    }),
  ),
  'audit.list': procedure(
    unblinded,
    z.object({ limit: z.number().int().min(1).max(1000) }),
    z.array(
      z.object({
        entry: z.number(),
        at: z.string(),
        who: z.string(),
        action: z.string(),
        subject: z.string(),
        hash: z.string(),
      }),
    ),
  ),
  'audit.verify': procedure(
    unblinded,
    z.object({}),
    z.object({ entries: z.number(), intact: z.boolean(), firstBroken: z.number().nullable() }),
  ),
  'library.backup': procedure(keepers, z.object({}), z.object({ jobId: z.string() })),
  'library.info': procedure(
    keepers,
    z.object({}),
    z.object({
      folder: z.string(),
      bytes: z.number(),
      schemaVersion: z.number(),
      engineVersion: z.string(),
      node: z.string(),
      memoryMb: z.number(),
      backups: z.array(z.object({ name: z.string(), at: z.string(), bytes: z.number() })),
      devices: z.array(z.object({ name: z.string(), available: z.boolean() })),
    }),
  ),
};
