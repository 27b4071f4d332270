import type { TaskControl } from '#engine/jobs/task.ts';
import { l2LogisticRegression } from '#native/estimators/logistic-regression.ts';
import {
  fitRadiomicsModel,
  predictRadiomics,
  type RadiomicsModel,
  type RadiomicsModelSettings,
} from '#native/estimators/radiomics-model.ts';
import { fitScaler, standardise } from '#native/estimators/scaler.ts';
import type { Matrix } from '#native/numeric/matrix.ts';
import type { ClassLabel } from './score-table.ts';

/** Training cases and all cases, a row each, as plain data. */
export interface FitOrder<Settings> {
  readonly training: Matrix;
  readonly labels: readonly ClassLabel[];
  /** Who is scored, the training cases among them. */
  readonly all: Matrix;
  readonly settings: Settings;
}

/** A fitted model with the probability of pN+ of every case; or why it cannot be. */
export type Fitted<Model> =
  | { readonly model: Model; readonly probabilities: readonly number[] }
  | { readonly impossible: string };

/** Logistic regression of the clinical facts, as plain data. */
export interface ClinicalModel {
  readonly mean: readonly number[];
  readonly sd: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
}

export interface ClinicalSettings {
  /** L2 penalty on standardised facts. */
  readonly penalty: number;
}

/** Fitting, in worker threads: bootstraps over a thousand features take minutes. */
export const fitTasks = {
  'fit-radiomics': (
    { training, labels, all, settings }: FitOrder<RadiomicsModelSettings>,
    { report }: TaskControl,
  ): Fitted<RadiomicsModel> => {
    report(0.1, 'selection, bootstraps and support vectors');
    return explained(() => {
      const model = fitRadiomicsModel({
        ...{ values: training, settings },
        labels: Int8Array.from(labels),
      });
      return { model, probabilities: [...predictRadiomics(model, all).probability] };
    });
  },

  'fit-clinical': ({ training, labels, all, settings }: FitOrder<ClinicalSettings>) =>
    explained((): Fitted<ClinicalModel> => {
      const scaler = fitScaler(training);
      const estimator = l2LogisticRegression(settings);
      const model = estimator.fit(standardise(training, scaler), Int8Array.from(labels));
      return {
        model: {
          mean: [...scaler.mean],
          sd: [...scaler.sd],
          weights: [...model.weights],
          bias: model.bias,
        },
        probabilities: [...model.predictProbability(standardise(all, scaler))],
      };
    }),
};

export type FitTasks = typeof fitTasks;

/** What an estimator refuses, with its reason, is no defect. */
function explained<Model>(fit: () => Fitted<Model>): Fitted<Model> {
  try {
    return fit();
  } catch (error) {
    if (error instanceof RangeError) return { impossible: error.message };
    throw error;
  }
}
