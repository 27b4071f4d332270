import type { WireError } from '#contract/errors.ts';
import type { EpochMetrics, RunSettings, SetName } from '#contract/procedures/experiments.ts';
import type { TrainingCase } from '#native/learning/training-case.ts';
import type { PredictedCase } from './predict-cases.ts';

/** A case as the training process finds it. */
export interface OrderedCase {
  readonly id: string;
  readonly set: SetName;
  readonly label: 0 | 1;
  /** File of a prepared case. */
  readonly file: string;
  readonly radiomics: readonly number[];
  readonly auxiliary: NonNullable<TrainingCase['auxiliary']>;
}

/** All that a training process needs; the first message to it. Plain data: it travels as JSON. */
export interface TrainOrder {
  readonly settings: RunSettings;
  /** Of settings and cases: a checkpoint of another run is not gone on from. */
  readonly settingsHash: string;
  readonly codeVersion: string;
  /** Folder of the run. */
  readonly folder: string;
  readonly cases: readonly OrderedCase[];
  readonly radiomicsCount: number;
  /** Start weights, or null for random ones. */
  readonly weights: { readonly name: string; readonly path: string } | null;
  /** Null to train first; else the weights that lie selected in the run's folder only predict. */
  readonly selected: TrainResult['best'] | null;
  /** Threads of the processor. */
  readonly threads: number;
}

/** Probability of pN+ of every case by the selected weights. */
export interface TrainResult {
  readonly best: { readonly epoch: number; readonly of: 'weights' | 'average' };
  readonly predicted: readonly PredictedCase[];
}

/** What a training process tells. */
export type TrainMessage =
  | { readonly kind: 'started'; readonly parameters: number; readonly matched: number | null }
  /** Epochs that the checkpoint holds. */
  | { readonly kind: 'restored'; readonly epochs: readonly EpochMetrics[] }
  /** Something that has to be done for so many cases. */
  | {
      readonly kind: 'cases';
      readonly stage: 'frozen stages';
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly kind: 'step';
      /** Counted from 0. */
      readonly epoch: number;
      /** Steps of the run so far. */
      readonly step: number;
      readonly stepsPerEpoch: number;
      readonly crossEntropy: number;
      readonly contrastive: number;
    }
  | { readonly kind: 'epoch'; readonly metrics: EpochMetrics }
  /** What the selected weights say of one case. */
  | {
      readonly kind: 'predicted';
      readonly id: string;
      /** Of pN+, 0 to 1. */
      readonly probability: number;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'done'; readonly result: TrainResult }
  | { readonly kind: 'failed'; readonly error: WireError }
  /** A defect; the text is for the log. */
  | { readonly kind: 'defect'; readonly message: string; readonly stack: string };
