import { AppError } from '#contract/errors.ts';
import { requireLearning } from '#engine/store/leak-guard.ts';
import type {
  ExperimentCase,
  ExperimentRadiomics,
} from '#engine/store/repositories/experiment-repository.ts';
import {
  defaultRadiomicsModelSettings,
  fitRadiomicsModel,
  predictRadiomics,
  type RadiomicsModel,
  type RadiomicsModelSettings,
} from '#native/estimators/radiomics-model.ts';
import { matrixOf, type Matrix } from '#native/numeric/matrix.ts';
import { aucOfSets } from './study-sets.ts';

/**
 * The study's radiomics model without what an experiment does not show: neither bootstraps of the
 * selection nor, since an AUC asks for the order alone, calibrated probabilities.
 */
const modelSettings: RadiomicsModelSettings = {
  ...defaultRadiomicsModelSettings,
  ...{ bootstraps: 0, calibrationFolds: 0 },
};

/** Every computed feature of the cases. */
export interface FeatureTable {
  readonly columns: readonly string[];
  /** By case id, in the order of the columns. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
}

/** What of a case decides how its features are used. */
type Member = Pick<ExperimentCase, 'caseId' | 'set' | 'label'>;

export type SelectedRadiomics = Omit<ExperimentRadiomics, 'settingsHash' | 'codeVersion'>;

/**
 * Chooses and scales the features that runs fuse, on the given learning cases alone, and tells what
 * they reach without a network: the ten of largest importance in a decision tree, into a support
 * vector machine. A tree that needs fewer features gives fewer.
 *
 * @param learning Cases of the training set.
 * @param all Cases of every set, for whom the chosen features are kept and scores computed.
 * @throws AppError test-set-touched when a test case is among the learning ones; fit-impossible
 *   where no feature tells the classes apart.
 */
export function selectRadiomics(
  table: FeatureTable,
  learning: readonly Member[],
  all: readonly Member[],
): SelectedRadiomics {
  const training = requireLearning(learning, 'selection');
  const labels = Int8Array.from(training, ({ label }) => label);
  const defined = definedColumns(table, training);
  const valuesOf = ({ caseId }: Member) =>
    defined.map((column) => rowOfCase(table, caseId)[column]);
  const model = fitted(matrixOf(training.map(valuesOf)), labels);
  const { columns, scaler } = model;
  const rows = all.map((member) => {
    const row = valuesOf(member);
    // What is not defined of a case says nothing of it: it counts as the mean of training.
    for (const [n, column] of columns.entries()) {
      if (!Number.isFinite(row[column])) row[column] = scaler.mean[n];
    }
    return row;
  });
  const { decision } = predictRadiomics(model, matrixOf(rows));
  return {
    selection: 'tree',
    columns: columns.map((column) => table.columns[defined[column]]),
    ...scaler,
    values: Object.fromEntries(
      all.map(({ caseId }, n) => [caseId, columns.map((column) => rows[n][column])]),
    ),
    alone: aucOfSets(all.map(({ set, label }, n) => ({ set, label, score: decision[n] }))),
  };
}

/** What cannot be learned, such as from features that never vary, is told with its reason. */
function fitted(values: Matrix, labels: Int8Array): RadiomicsModel {
  try {
    return fitRadiomicsModel({ values, labels, settings: modelSettings });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('fit-impossible', { reason: error.message }, { cause: error });
  }
}

/** The features of a case as its network reads them. */
export function fusedFeatures(
  { values, mean, sd }: SelectedRadiomics,
  caseId: string,
  scaling: 'z-score' | 'raw',
): number[] {
  const row = values[caseId];
  return scaling === 'raw' ? [...row] : row.map((value, n) => (value - mean[n]) / sd[n]);
}

/** Columns with a number for every training case. */
function definedColumns(table: FeatureTable, training: readonly Member[]): number[] {
  const rows = training.map(({ caseId }) => rowOfCase(table, caseId));
  return [...table.columns.keys()].filter((column) =>
    rows.every((row) => Number.isFinite(row[column])),
  );
}

function rowOfCase({ rows }: FeatureTable, caseId: string): readonly number[] {
  const row = rows.get(caseId);
  if (!row) throw new RangeError('a case of the experiment has no features');
  return row;
}
