import type { Db } from '../database.ts';

export interface Inference {
  readonly caseId: string;
  readonly maskId: string;
  /** Of pN+, 0 to 1. */
  readonly probability: number;
}

export interface InferenceRepository {
  /** Replaces what the run said of the same case and mask. */
  add(runId: string, inference: Inference): void;
  ofRun(runId: string): Inference[];
}

/** All SQL that touches `inferences`. */
export function inferenceRepository(db: Db): InferenceRepository {
  const add = db.prepare(`
    insert or replace into inferences (run_id, case_id, mask_id, probability, computed_at)
    values (:runId, :caseId, :maskId, :probability, :at)
  `);
  const ofRun = db.prepare<{ runId: string }, Inference>(`
    select case_id as caseId, mask_id as maskId, probability from inferences
    where run_id = :runId order by case_id, computed_at
  `);
  return {
    add: (runId, inference) => void add.run({ runId, ...inference, at: new Date().toISOString() }),
    ofRun: (runId) => ofRun.all({ runId }),
  };
}
