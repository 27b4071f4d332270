import { requireLearning } from '#engine/store/leak-guard.ts';
import type {
  ExperimentCase,
  ExperimentRadiomics,
} from '#engine/store/repositories/experiment-repository.ts';
import { l2LogisticRegression } from '#native/estimators/logistic-regression.ts';
import { fitScaler, standardise } from '#native/estimators/scaler.ts';
import { selectByMeanDifference } from '#native/estimators/select-features.ts';
import { matrixOf, selectColumns, type Matrix } from '#native/numeric/matrix.ts';
import { aucOfSets } from './study-sets.ts';

/** The study's number of features, and how alike two of them may be. */
const selection = { count: 10, maxCorrelation: 0.9 };
/** L2 penalty of the radiomics-only model, on standardised features. */
const penalty = 1;

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
 * they reach without a network.
 *
 * @param learning Cases of the training set.
 * @param all Cases of every set, for whom the chosen features are kept and scores computed.
 * @throws AppError test-set-touched when a test case is among the learning ones.
 */
export function selectRadiomics(
  table: FeatureTable,
  learning: readonly Member[],
  all: readonly Member[],
): SelectedRadiomics {
  const training = requireLearning(learning, 'selection');
  const labels = Int8Array.from(training, ({ label }) => label);
  const known = matrixOfCases(table, training);
  const chosen = selectByMeanDifference(known, labels, selection);
  const scaler = fitScaler(selectColumns(known, chosen));
  const scaled = (cases: readonly Member[]): Matrix =>
    standardise(selectColumns(matrixOfCases(table, cases), chosen), scaler);
  const model = l2LogisticRegression({ penalty }).fit(scaled(training), labels);
  const probabilities = model.predictProbability(scaled(all));
  return {
    columns: chosen.map((column) => table.columns[column]),
    mean: [...scaler.mean],
    sd: [...scaler.sd],
    values: Object.fromEntries(
      all.map(({ caseId }) => [caseId, chosen.map((column) => rowOfCase(table, caseId)[column])]),
    ),
    alone: aucOfSets(all.map(({ set, label }, n) => ({ set, label, score: probabilities[n] }))),
  };
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

function matrixOfCases(table: FeatureTable, cases: readonly Member[]): Matrix {
  return matrixOf(cases.map(({ caseId }) => rowOfCase(table, caseId)));
}

function rowOfCase({ rows }: FeatureTable, caseId: string): readonly number[] {
  const row = rows.get(caseId);
  if (!row) throw new RangeError('a case of the experiment has no features');
  return row;
}
