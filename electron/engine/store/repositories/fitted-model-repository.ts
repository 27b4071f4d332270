import { randomUUID } from 'node:crypto';
import type { SetName } from '#contract/procedures/experiments.ts';
import type { Db } from '../database.ts';

/** A model fitted on the training set of a locked cohort. */
export interface FittedModel {
  readonly id: string;
  readonly cohortId: string;
  readonly kind: 'radiomics' | 'clinical';
  readonly name: string;
  readonly createdAt: string;
  readonly settings: Readonly<Record<string, string | number | boolean | null>>;
  readonly settingsHash: string;
  readonly codeVersion: string;
  /** How it was made and what it is; plain data that the slice of evaluation reads. */
  readonly model: unknown;
}

export interface FittedScore {
  /** Pseudonym of the patient. */
  readonly code: string;
  readonly set: SetName;
  /** Probability of pN+. */
  readonly score: number;
}

export type NewFittedModel = Omit<FittedModel, 'id' | 'createdAt'> & {
  readonly personId: string;
  readonly scores: readonly FittedScore[];
};

export interface FittedModelRepository {
  /** The model and its scores, or nothing of them. */
  add(model: NewFittedModel): string;
  get(id: string): FittedModel | undefined;
  /** Newest first. */
  ofCohort(cohortId: string): FittedModel[];
  scores(id: string): FittedScore[];
}

interface ModelRow {
  readonly id: string;
  readonly cohort_id: string;
  readonly kind: FittedModel['kind'];
  readonly name: string;
  readonly created_at: string;
  readonly settings: string;
  readonly settings_hash: string;
  readonly code_version: string;
  readonly model: string;
}

/** All SQL that touches `fitted_models` and `fitted_scores`. */
export function fittedModelRepository(db: Db): FittedModelRepository {
  const insert = db.prepare(`
    insert into fitted_models (id, cohort_id, kind, name, person_id, created_at, settings,
      settings_hash, code_version, model)
    values (:id, :cohortId, :kind, :name, :personId, :at, :settings, :settingsHash, :codeVersion,
      :model)
  `);
  const insertScore = db.prepare(`
    insert into fitted_scores (model_id, patient_code, set_name, score)
    values (:id, :code, :set, :score)
  `);
  const get = db.prepare<{ id: string }, ModelRow>('select * from fitted_models where id = :id');
  const ofCohort = db.prepare<{ cohortId: string }, ModelRow>(`
    select * from fitted_models where cohort_id = :cohortId order by created_at desc, rowid desc
  `);
  const scores = db.prepare<{ id: string }, FittedScore>(`
    select patient_code as code, set_name as "set", score
    from fitted_scores where model_id = :id order by patient_code
  `);
  return {
    add: ({ scores: all, settings, model, ...facts }) =>
      db.transaction(() => {
        const id = randomUUID();
        const row = { settings: JSON.stringify(settings), model: JSON.stringify(model) };
        insert.run({ ...facts, ...row, id, at: new Date().toISOString() });
        for (const score of all) insertScore.run({ id, ...score });
        return id;
      })(),
    get: (id) => {
      const row = get.get({ id });
      return row && toModel(row);
    },
    ofCohort: (cohortId) => ofCohort.all({ cohortId }).map(toModel),
    scores: (id) => scores.all({ id }),
  };
}

function toModel(row: ModelRow): FittedModel {
  return {
    id: row.id,
    cohortId: row.cohort_id,
    kind: row.kind,
    name: row.name,
    createdAt: row.created_at,
    settings: JSON.parse(row.settings) as FittedModel['settings'],
    settingsHash: row.settings_hash,
    codeVersion: row.code_version,
    model: JSON.parse(row.model) as unknown,
  };
}
