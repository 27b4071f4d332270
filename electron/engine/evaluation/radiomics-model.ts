import type { Output } from '#contract/contract.ts';
import type { SetName } from '#contract/procedures/experiments.ts';
import type { FittedModel } from '#engine/store/repositories/fitted-model-repository.ts';
import type { RadiomicsModel } from '#native/estimators/radiomics-model.ts';

/** A radiomics model as it is stored. */
export interface StoredRadiomics {
  /** Names of the columns that it was fitted on, in order. */
  readonly columns: readonly string[];
  readonly fitted: RadiomicsModel;
  readonly featureSettingsHash: string;
  readonly trainingCases: number;
  /** What each member was measured by, so that every score can be traced to its rows. */
  readonly cases: readonly {
    readonly code: string;
    readonly set: SetName;
    readonly maskId: string;
    readonly featureSetId: string;
  }[];
}

/** How a stored radiomics model was made, for showing. */
export function presentRadiomics(stored: FittedModel): Output<'evaluation.radiomicsModel'> {
  const { id, cohortId, createdAt, settings, settingsHash, codeVersion } = stored;
  const { columns, fitted, featureSettingsHash, trainingCases } = stored.model as StoredRadiomics;
  const stability = new Map(fitted.stability.map(({ column, share }) => [column, share]));
  return {
    ...{ id, cohortId, createdAt, trainingCases, featureSettingsHash },
    ...{ settings: { ...settings }, settingsHash, codeVersion },
    columns: fitted.columns.map((column, n) => ({
      column: columns[column],
      importance: fitted.importances[n],
      stability: stability.get(column) ?? 0,
    })),
    fewerThanAsked: fitted.fewer,
    supportVectors: fitted.svm.supportVectors.length,
  };
}
