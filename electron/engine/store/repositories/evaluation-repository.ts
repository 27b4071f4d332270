import type { EvaluationResult } from '#contract/evaluation/result.ts';
import type { Db } from '../database.ts';

/** What was evaluated when, without the numbers. */
export interface EvaluationFacts {
  readonly id: string;
  readonly cohortId: string;
  readonly createdAt: string;
}

export interface StoredEvaluation extends EvaluationFacts {
  /** All that the result was computed from; plain data that the slice of evaluation reads. */
  readonly input: unknown;
  readonly result: EvaluationResult;
}

export interface EvaluationRepository {
  add(evaluation: StoredEvaluation & { readonly personId: string }): void;
  get(id: string): StoredEvaluation | undefined;
  /** Newest first, with how many models and which thresholds. */
  ofCohort(
    cohortId: string,
  ): (EvaluationFacts & { readonly models: number; readonly mode: string })[];
}

interface EvaluationRow {
  readonly id: string;
  readonly cohort_id: string;
  readonly created_at: string;
  readonly input: string;
  readonly result: string;
}

/** All SQL that touches `evaluations`. */
export function evaluationRepository(db: Db): EvaluationRepository {
  const insert = db.prepare(`
    insert into evaluations (id, cohort_id, person_id, created_at, input, result)
    values (:id, :cohortId, :personId, :createdAt, :input, :result)
  `);
  const get = db.prepare<{ id: string }, EvaluationRow>('select * from evaluations where id = :id');
  const ofCohort = db.prepare<
    { cohortId: string },
    EvaluationFacts & { models: number; mode: string }
  >(`
    select id, cohort_id as cohortId, created_at as createdAt,
      json_array_length(result, '$.models') as models,
      json_extract(result, '$.settings.threshold.mode') as mode
    from evaluations where cohort_id = :cohortId order by created_at desc, rowid desc
  `);
  return {
    add: ({ input, result, ...facts }) =>
      void insert.run({ ...facts, input: JSON.stringify(input), result: JSON.stringify(result) }),
    get: (id) => {
      const row = get.get({ id });
      if (!row) return undefined;
      return {
        id,
        cohortId: row.cohort_id,
        createdAt: row.created_at,
        input: JSON.parse(row.input) as unknown,
        result: JSON.parse(row.result) as EvaluationResult,
      };
    },
    ofCohort: (cohortId) => ofCohort.all({ cohortId }),
  };
}
