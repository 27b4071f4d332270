import type { FeatureSet, Prediction } from '#contract/procedures/risk.ts';
import type { Db } from '../database.ts';

export interface ResultRepository {
  addFeatures(set: FeatureSet): void;
  /** The newest set of a mask version under the given settings. */
  features(maskId: string, settingsHash: string): FeatureSet | undefined;
  addPrediction(prediction: Prediction, featuresId: string): void;
  prediction(id: string): Prediction | undefined;
  /** The newest one of a mask version. */
  predictionOfMask(maskId: string): Prediction | undefined;
}

interface FeatureRow {
  readonly id: string;
  readonly case_id: string;
  readonly mask_id: string;
  readonly preset: string;
  readonly settings_hash: string;
  readonly code_version: string;
  readonly computed_at: string;
  readonly feature_values: string;
}

interface PredictionRow {
  readonly result: string;
}

/** All SQL that touches `features` and `predictions`. */
export function resultRepository(db: Db): ResultRepository {
  const addFeatures = db.prepare(`
    insert into features (id, case_id, mask_id, preset, settings_hash, code_version, computed_at,
      feature_values)
    values (:id, :caseId, :maskId, :preset, :settingsHash, :codeVersion, :computedAt, :values)
  `);
  const features = db.prepare<{ maskId: string; settingsHash: string }, FeatureRow>(`
    select * from features
    where mask_id = :maskId and settings_hash = :settingsHash
    order by computed_at desc, rowid desc limit 1
  `);
  const addPrediction = db.prepare(`
    insert into predictions (id, case_id, mask_id, features_id, model_id, weights_sha256,
      computed_at, result)
    values (:id, :caseId, :maskId, :featuresId, :modelId, :weights, :computedAt, :result)
  `);
  const prediction = db.prepare<{ id: string }, PredictionRow>(`
    select result from predictions where id = :id
  `);
  const predictionOfMask = db.prepare<{ maskId: string }, PredictionRow>(`
    select result from predictions where mask_id = :maskId
    order by computed_at desc, rowid desc limit 1
  `);

  return {
    addFeatures: (set) => void addFeatures.run({ ...set, values: JSON.stringify(set.values) }),
    features: (maskId, settingsHash) => toFeatures(features.get({ maskId, settingsHash })),
    addPrediction: (result, featuresId) =>
      void addPrediction.run({
        id: result.id,
        caseId: result.caseId,
        maskId: result.maskId,
        featuresId,
        modelId: result.model.id,
        weights: result.model.weightsSha256,
        computedAt: result.computedAt,
        result: JSON.stringify(result),
      }),
    prediction: (id) => toPrediction(prediction.get({ id })),
    predictionOfMask: (maskId) => toPrediction(predictionOfMask.get({ maskId })),
  };
}

function toPrediction(row: PredictionRow | undefined): Prediction | undefined {
  return row && (JSON.parse(row.result) as Prediction);
}

function toFeatures(row: FeatureRow | undefined): FeatureSet | undefined {
  return (
    row && {
      id: row.id,
      caseId: row.case_id,
      maskId: row.mask_id,
      preset: row.preset,
      settingsHash: row.settings_hash,
      codeVersion: row.code_version,
      computedAt: row.computed_at,
      values: JSON.parse(row.feature_values) as FeatureSet['values'],
    }
  );
}
