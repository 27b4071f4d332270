import { selectColumns, type Matrix } from '../numeric/matrix.ts';
import { seededRandom } from '../numeric/random.ts';
import { fullTree, type TreeOptions } from './cart.ts';
import { fitPlatt, plattProbabilities, type PlattScaling } from './platt.ts';
import { fitScaler, standardise } from './scaler.ts';
import { selectByTree, selectionStability, type ColumnStability } from './select-by-tree.ts';
import { sortColumns } from './sorted-columns.ts';
import {
  crossValidatedDecisions,
  decisionValues,
  fitRbfSvm,
  scaleGamma,
  type RbfSvm,
  type SvmOptions,
} from './svm.ts';

/** Everything that, with the training cases, determines a radiomics model. Plain data. */
export interface RadiomicsModelSettings {
  /** Features to select. */
  readonly count: number;
  readonly tree: TreeOptions;
  /** Price of a case inside the margin (the C of the support vector machine). */
  readonly cost: number;
  /** Kernel width, or 'scale': 1 / (number of features · variance of the selected, scaled values). */
  readonly gamma: number | 'scale';
  readonly tolerance: number;
  /** Folds that give the decision values for Platt scaling; 0 takes those of the training cases. */
  readonly calibrationFolds: number;
  /** Bootstraps that tell how stable the selection is; 0 for none. */
  readonly bootstraps: number;
  /** Of the bootstraps; the model itself has no randomness. */
  readonly seed: number;
}

export const defaultRadiomicsModelSettings: RadiomicsModelSettings = {
  count: 10,
  tree: fullTree,
  cost: 1,
  gamma: 'scale',
  tolerance: 1e-10,
  calibrationFolds: 5,
  bootstraps: 100,
  seed: 5,
};

/** A fitted model as plain data: written as JSON and read again it gives the same bytes. */
export interface RadiomicsModel {
  readonly settings: RadiomicsModelSettings;
  /** Columns of the table that the model was learnt from. */
  readonly tableColumns: number;
  /** The selected columns, by falling importance. */
  readonly columns: readonly number[];
  /** Gini importance of each selected column. */
  readonly importances: readonly number[];
  /** Whether the tree used fewer columns than the settings ask for. */
  readonly fewer: boolean;
  /** Every column that some bootstrap selected; empty without bootstraps. */
  readonly stability: readonly ColumnStability[];
  /** Training mean and standard deviation of each selected column. */
  readonly scaler: { readonly mean: readonly number[]; readonly sd: readonly number[] };
  readonly svm: RbfSvm;
  readonly platt: PlattScaling;
}

/** Training cases alone: nothing here may have seen a validation or test case. */
export interface RadiomicsTraining {
  /** One row a case, one column a feature; finite. */
  readonly values: Matrix;
  /** 0 (pN-) or 1 (pN+) per row. */
  readonly labels: Int8Array;
  readonly settings: RadiomicsModelSettings;
}

/**
 * Features by the importance of a decision tree, standardised, into a support vector machine with a
 * radial kernel, whose decision values a sigmoid turns into probabilities.
 *
 * @throws RangeError when a class is absent, a value is not finite or no feature tells anything.
 */
export function fitRadiomicsModel({ values, labels, settings }: RadiomicsTraining): RadiomicsModel {
  const { count, tree, bootstraps, seed, calibrationFolds } = settings;
  const table = sortColumns(values);
  const { selected, fewer } = selectByTree(table, { labels }, { count, tree });
  if (selected.length === 0) throw new RangeError('no feature tells the classes apart');
  const columns = selected.map(({ column }) => column);
  const chosen = selectColumns(values, columns);
  const scaler = fitScaler(chosen);
  const x = standardise(chosen, scaler);
  const gamma = settings.gamma === 'scale' ? scaleGamma(x) : settings.gamma;
  const options: SvmOptions = { cost: settings.cost, gamma, tolerance: settings.tolerance };
  const svm = fitRbfSvm(x, labels, options);
  const decisions =
    calibrationFolds === 0
      ? decisionValues(svm, x)
      : crossValidatedDecisions(x, labels, { ...options, folds: calibrationFolds });
  return {
    settings,
    tableColumns: values.cols,
    columns,
    importances: selected.map(({ importance }) => importance),
    fewer,
    stability: selectionStability(table, labels, {
      count,
      tree,
      bootstraps,
      random: seededRandom(seed),
    }),
    scaler: { mean: Array.from(scaler.mean), sd: Array.from(scaler.sd) },
    svm,
    platt: fitPlatt(decisions, labels),
  };
}

/**
 * Scores of cases, of whatever set.
 *
 * @param rows The same columns as the training table, selected or not.
 */
export function predictRadiomics(
  model: RadiomicsModel,
  rows: Matrix,
): { readonly decision: Float64Array; readonly probability: Float64Array } {
  if (rows.cols !== model.tableColumns) {
    throw new RangeError(`the model knows ${model.tableColumns} columns, got ${rows.cols}`);
  }
  const scaler = {
    mean: Float64Array.from(model.scaler.mean),
    sd: Float64Array.from(model.scaler.sd),
  };
  const decision = decisionValues(
    model.svm,
    standardise(selectColumns(rows, model.columns), scaler),
  );
  return { decision, probability: plattProbabilities(model.platt, decision) };
}
