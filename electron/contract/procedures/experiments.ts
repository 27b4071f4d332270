import { z } from 'zod';
import { unblinded } from '../people.ts';
import { procedure, stream } from '../procedure.ts';
import { wireError } from './jobs.ts';

export const networkName = z.enum(['resnet18', 'resnet34', 'resnet50', 'densenet121', 'swin']);
export type NetworkName = z.infer<typeof networkName>;

export const fusionName = z.enum(['none', 'concat', 'concat*', 'add*', 'learnable-add*']);

/** All that decides a run, together with its cases: what is stored, hashed and exported. */
export const runSettings = z.object({
  network: networkName,
  /** Weights of the store to begin from, or null for random ones. */
  weightsId: z.string().nullable(),
  /** Channels as a multiple of the study's; 1 is the study's width. */
  width: z.number().positive().max(1),
  /** Edge of the cubic input in voxels of 1 mm; 96 in the study. */
  inputSize: z.number().int().min(32).max(96),
  fusion: fusionName,
  radiomics: z.enum(['z-score', 'raw']),
  epochs: z.number().int().min(1).max(1000),
  batch: z.number().int().min(2).max(64),
  learningRate: z.number().positive(),
  emaDecay: z.number().min(0).max(1),
  seed: z.number().int().min(0),
  /** Which layers learn. */
  learns: z.enum(['all', 'last-stage', 'heads']),
  /**
   * Statistics of batch normalisation: of the whole batch, in one graph as in the study or with the
   * same result patient by patient in two passes over the layers; or the stored ones, which stay.
   */
  normalisation: z.enum(['batch', 'two-pass', 'frozen']),
  contrastive: z.boolean(),
  auxiliary: z.boolean(),
  classWeights: z.boolean(),
  augmentation: z.boolean(),
  /** Stop after so many epochs without a better internal-validation AUC; null: never. */
  earlyStop: z.number().int().min(1).nullable(),
  /** `cpu`, `webgpu` or `cuda`. */
  device: z.string(),
});
export type RunSettings = z.infer<typeof runSettings>;

export const runPreset = z.object({
  id: z.enum(['paper', 'fine-tune', 'quick']),
  name: z.string(),
  description: z.string(),
  settings: runSettings,
});
export type RunPreset = z.infer<typeof runPreset>;

/** What a run will ask of the machine; times are of this machine's own measurement. */
export const runEstimate = z.object({
  parameters: z.number(),
  learned: z.number(),
  secondsPerStep: z.number(),
  totalSeconds: z.number(),
  peakBytes: z.number(),
  availableBytes: z.number(),
  fits: z.boolean(),
  /** What to change where it does not fit, or would take days; null where all is well. */
  suggestion: z.string().nullable(),
});
export type RunEstimate = z.infer<typeof runEstimate>;

export const runState = z.enum(['queued', 'running', 'paused', 'done', 'failed', 'cancelled']);

/** The sets of the study; the two test sets never reach training, selection or scaling. */
export const setName = z.enum(['training', 'validation', 'test-1', 'test-2']);

export type SetName = z.infer<typeof setName>;

export const leftOutReason = z.enum([
  'no-outcome',
  'no-hospital',
  'other-hospital',
  'no-mask',
  /** A patient counts once, with the first scan. */
  'further-scan',
  /** Excluded, unmatched or of a hospital without a part in the experiment's cohort. */
  'not-in-cohort',
  /** In the cohort, and taken out of the library since. */
  'no-ct',
]);
export type LeftOutReason = z.infer<typeof leftOutReason>;

export const setAuc = z.object({
  set: setName,
  n: z.number(),
  positives: z.number(),
  /** Null where the set has one class only. */
  auc: z.number().nullable(),
});

export const epochMetrics = z.object({
  epoch: z.number(),
  crossEntropy: z.number(),
  contrastive: z.number(),
  learningRate: z.number(),
  seconds: z.number(),
  /** Internal-validation AUC of the weights and of their moving average. */
  auc: z.number().nullable(),
  averageAuc: z.number().nullable(),
});
export type EpochMetrics = z.infer<typeof epochMetrics>;

export const run = z.object({
  id: z.string(),
  experimentId: z.string(),
  name: z.string(),
  settings: runSettings,
  settingsHash: z.string(),
  codeVersion: z.string(),
  state: runState,
  epoch: z.number(),
  step: z.number(),
  stepsPerEpoch: z.number(),
  /** Seconds to the end, or null while unknown. */
  secondsLeft: z.number().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  epochs: z.array(epochMetrics),
  /** Of the selected epoch, after the run has ended. */
  best: z
    .object({ epoch: z.number(), of: z.enum(['weights', 'average']), sets: z.array(setAuc) })
    .nullable(),
  error: wireError.nullable(),
});
export type Run = z.infer<typeof run>;

export const experiment = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  /** The locked cohort whose sets these are; null where they were drawn for the experiment. */
  cohort: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Cases of each set. */
  sets: z.array(z.object({ set: setName, n: z.number(), positives: z.number() })),
  /** Cases of the library that are in no set, by reason. */
  leftOut: z.array(z.object({ reason: leftOutReason, n: z.number() })),
  runs: z.array(run),
  /** The ten radiomics features alone, on the same sets. */
  radiomicsOnly: z.array(setAuc),
});
export type Experiment = z.infer<typeof experiment>;

/** A change of a run while it computes. */
export const runEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), run }),
  z.object({
    kind: z.literal('step'),
    runId: z.string(),
    epoch: z.number(),
    step: z.number(),
    crossEntropy: z.number(),
    contrastive: z.number(),
    secondsLeft: z.number().nullable(),
  }),
]);

export const casePrediction = z.object({
  caseId: z.string(),
  /** Pseudonym of the patient. */
  code: z.string(),
  set: setName,
  /** 0: pN-, 1: pN+. */
  label: z.number(),
  /** Of pN+, 0 to 1. */
  probability: z.number(),
});

/** How a weight file fits a network, parameter by parameter. */
export const weightReport = z.object({
  matched: z.array(z.string()),
  missing: z.array(z.string()),
  unexpected: z.array(z.string()),
  /** Tensors that count or are computed, and are no weights. */
  ignored: z.array(z.string()),
  shapeDiffers: z.array(
    z.object({ name: z.string(), file: z.array(z.number()), network: z.array(z.number()) }),
  ),
});
export type WeightReport = z.infer<typeof weightReport>;

export const storedWeights = z.object({
  id: z.string(),
  name: z.string(),
  format: z.enum(['pytorch-zip', 'pytorch-legacy', 'safetensors']),
  bytes: z.number(),
  sha256: z.string(),
  tensors: z.number(),
  importedAt: z.string(),
});
export type StoredWeights = z.infer<typeof storedWeights>;

export const computeDevice = z.object({
  name: z.string(),
  available: z.boolean(),
  /** Why it is not available, or what it is. */
  note: z.string(),
  /** Seconds of one training step of a narrow ResNet-18 at 48³; null before the benchmark. */
  benchmarkSeconds: z.number().nullable(),
});
export type ComputeDevice = z.infer<typeof computeDevice>;

const runId = z.object({ runId: z.string() });

/** Training of the study's networks: experiments of several runs on the same sets of patients. */
export const experiments = {
  'experiments.presets': procedure(unblinded, z.object({}), z.array(runPreset)),
  /** The study's grid: nine networks with `concat`, every fusion, deep learning alone. */
  'experiments.grid': procedure(
    unblinded,
    z.object({ preset: runPreset.shape.id }),
    z.array(
      z.object({
        name: z.string(),
        settings: runSettings,
        /** Begins from published weights; `weightsId` is null where the library has none. */
        pretrained: z.boolean(),
      }),
    ),
  ),
  'experiments.list': procedure(unblinded, z.object({}), z.array(experiment)),
  /**
   * Sets are those of a locked cohort or, without one, drawn here, seeded: hospitals 1-4 train and
   * validate, 5 and 6 are the tests.
   */
  'experiments.create': procedure(
    unblinded,
    z.object({
      name: z.string().min(1).max(80),
      seed: z.number().int().min(0),
      runs: z.array(z.object({ name: z.string().min(1), settings: runSettings })).min(1),
      cohortId: z.string().optional(),
    }),
    experiment,
  ),
  'experiments.estimate': procedure(unblinded, z.object({ settings: runSettings }), runEstimate),
  /** Queued, paused or failed runs go on where they stopped; runs go one after another. */
  'experiments.resume': procedure(unblinded, runId, run),
  /** Stops at the last whole epoch, within two seconds. */
  'experiments.pause': procedure(unblinded, runId, run),
  'experiments.cancel': procedure(unblinded, runId, run),
  /** Every run's present state first, then each change. */
  'experiments.watch': stream(unblinded, z.object({}), runEvent),
  /** The last lines of a run's log. */
  'experiments.log': procedure(unblinded, runId, z.array(z.string())),
  /** What the selected weights of a done run say of the cases of its sets. */
  'experiments.predictions': procedure(unblinded, runId, z.array(casePrediction)),
  /** Lets a done run predict every case of the library that has a mask. */
  'experiments.infer': procedure(unblinded, runId, z.object({ jobId: z.string() })),
  /** What it said of them so far, by the newest mask of each. */
  'experiments.inferences': procedure(
    unblinded,
    runId,
    z.array(casePrediction.omit({ set: true, label: true })),
  ),
  /**
   * Makes the selected weights of a done run a model file of the library, from which later runs can
   * begin; its id is that of the stored weights.
   */
  'experiments.keep': procedure(
    unblinded,
    runId.extend({ name: z.string().min(1).max(80) }),
    z.object({ modelId: z.string() }),
  ),
  /** Writes the selected weights of a done run to this machine; `.onnx` or `.safetensors`. */
  'experiments.export': procedure(
    unblinded,
    runId.extend({ path: z.string() }),
    z.object({ bytes: z.number() }),
  ),
  'weights.list': procedure(unblinded, z.object({}), z.array(storedWeights)),
  /** Reads a file of this machine into the store. */
  'weights.import': procedure(unblinded, z.object({ path: z.string() }), storedWeights),
  'weights.report': procedure(
    unblinded,
    /** `width` as in the settings of a run. */
    z.object({
      weightsId: z.string(),
      network: networkName,
      width: runSettings.shape.width.default(1),
    }),
    weightReport,
  ),
  'devices.list': procedure(unblinded, z.object({}), z.array(computeDevice)),
  'devices.benchmark': procedure(
    unblinded,
    z.object({ name: z.string() }),
    z.object({ jobId: z.string() }),
  ),
};
