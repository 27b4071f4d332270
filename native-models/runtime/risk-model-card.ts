import type { FusionName } from '../architectures/fusion.ts';

/** What is written about a risk model beside its weights: `card.json`. */
export interface RiskModelCard {
  /** Version of this file's form. */
  readonly format: 1;
  readonly id: string;
  readonly name: string;
  /** Stands wherever a number of the model appears. */
  readonly label: string;
  readonly demo: boolean;
  readonly intendedUse: string;
  readonly description: string;
  readonly limits: readonly string[];
  readonly training: TrainingSet;
  readonly architecture: RiskArchitecture;
  readonly radiomics: {
    readonly binWidth: number;
    /** In the order of the head's weights. */
    readonly features: readonly RadiomicsInput[];
  };
  /** Out-of-fold probabilities of the training cases, ascending, with their pN (1: pN+). */
  readonly cohort: {
    readonly probabilities: readonly number[];
    readonly labels: readonly number[];
  };
  readonly metrics: readonly { readonly name: string; readonly value: string }[];
  /** Number of weights and of their bytes' SHA-256 in hexadecimal. */
  readonly parameters: number;
  readonly weightsSha256: string;
}

export interface TrainingSet {
  readonly description: string;
  readonly n: number;
  readonly positives: number;
  /** What made the cases and drew the folds, so that the file can be made again. */
  readonly generator: string;
  readonly generatorVersion: string;
  readonly random: string;
  readonly seed: number;
}

export interface RiskArchitecture {
  readonly network: 'resnet3d-basic';
  readonly blocks: readonly [number, number, number, number];
  readonly widths: readonly [number, number, number, number];
  readonly fusion: FusionName;
}

/** A radiomics feature that the head reads, with its distribution over the training cases. */
export interface RadiomicsInput {
  readonly column: string;
  readonly mean: number;
  readonly sd: number;
  /** Percentiles at equal steps from 0 to 100, ascending; the first is the least value. */
  readonly quantiles: readonly number[];
}
