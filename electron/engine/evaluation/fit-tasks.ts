import type { TaskControl } from '#engine/jobs/task.ts';
import {
  fitRadiomicsModel,
  predictRadiomics,
  type RadiomicsModel,
  type RadiomicsModelSettings,
} from '#native/estimators/radiomics-model.ts';
import type { Matrix } from '#native/numeric/matrix.ts';
import type { ClassLabel } from './score-table.ts';

/** Training cases and all cases, a row each, as plain data. */
export interface RadiomicsOrder {
  readonly training: Matrix;
  readonly labels: readonly ClassLabel[];
  /** Who is scored, the training cases among them. */
  readonly all: Matrix;
  readonly settings: RadiomicsModelSettings;
}

/** A fitted model with the probability of pN+ of every case; or why it cannot be. */
export type FittedRadiomics =
  | { readonly model: RadiomicsModel; readonly probabilities: readonly number[] }
  | { readonly impossible: string };

/** Fitting, in worker threads: bootstraps over a thousand features take minutes. */
export const fitTasks = {
  'fit-radiomics': (
    { training, labels, all, settings }: RadiomicsOrder,
    { report }: TaskControl,
  ): FittedRadiomics => {
    report(0.1, 'selection, bootstraps and support vectors');
    try {
      const model = fitRadiomicsModel({
        ...{ values: training, settings },
        labels: Int8Array.from(labels),
      });
      return { model, probabilities: [...predictRadiomics(model, all).probability] };
    } catch (error) {
      // What an estimator refuses, with its reason, is no defect.
      if (error instanceof RangeError) return { impossible: error.message };
      throw error;
    }
  },
};

export type FitTasks = typeof fitTasks;
