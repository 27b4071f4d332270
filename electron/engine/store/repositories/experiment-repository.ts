import { randomUUID } from 'node:crypto';
import type { Experiment, SetName } from '#contract/procedures/experiments.ts';
import type { Db } from '../database.ts';

/** A case as it was when the sets were drawn. */
export interface ExperimentCase {
  readonly caseId: string;
  readonly set: SetName;
  /** 0: pN-, 1: pN+. */
  readonly label: 0 | 1;
  readonly imageSha256: string;
  readonly maskId: string;
  readonly maskVersion: number;
}

/** The radiomics features of an experiment, chosen and scaled on its training set alone. */
export interface ExperimentRadiomics {
  /** How they were computed. */
  readonly settingsHash: string;
  readonly codeVersion: string;
  /** How the features were chosen; absent where it was by standardised mean difference. */
  readonly selection?: 'tree';
  /** By falling importance; fewer than ten where the tree needed no more. */
  readonly columns: readonly string[];
  /** Of the training set, column by column. */
  readonly mean: readonly number[];
  readonly sd: readonly number[];
  /** Unscaled values of each case by its id. */
  readonly values: Readonly<Record<string, readonly number[]>>;
  readonly alone: Experiment['radiomicsOnly'];
}

export interface NewExperiment {
  readonly name: string;
  readonly personId: string;
  readonly seed: number;
  readonly leftOut: Experiment['leftOut'];
  /** The locked cohort whose sets these are. */
  readonly cohortId: string | null;
  readonly cases: readonly ExperimentCase[];
}

export interface StoredExperiment extends Pick<
  Experiment,
  'id' | 'name' | 'createdAt' | 'leftOut' | 'sets'
> {
  /** Who made it. */
  readonly personId: string;
  readonly cohortId: string | null;
  readonly radiomics: ExperimentRadiomics | null;
}

export interface ExperimentRepository {
  add(experiment: NewExperiment): string;
  get(id: string): StoredExperiment | undefined;
  /** Newest first. */
  list(): StoredExperiment[];
  /** In the order of the cases' codes. */
  cases(id: string): ExperimentCase[];
  setRadiomics(id: string, radiomics: ExperimentRadiomics): void;
}

interface ExperimentRow {
  readonly id: string;
  readonly name: string;
  readonly person_id: string;
  readonly created_at: string;
  readonly left_out: string;
  readonly cohort_id: string | null;
  readonly radiomics: string | null;
}

interface CaseRow {
  readonly case_id: string;
  readonly set_name: SetName;
  readonly label: 0 | 1;
  readonly image_sha256: string;
  readonly mask_id: string;
  readonly mask_version: number;
}

interface SetRow {
  readonly set: SetName;
  readonly n: number;
  readonly positives: number;
}

/** All SQL that touches `experiments` and `experiment_cases`. */
export function experimentRepository(db: Db): ExperimentRepository {
  const insert = db.prepare(`
    insert into experiments (id, name, person_id, created_at, seed, left_out, cohort_id)
    values (:id, :name, :personId, :at, :seed, :leftOut, :cohortId)
  `);
  const insertCase = db.prepare(`
    insert into experiment_cases
      (experiment_id, case_id, set_name, label, image_sha256, mask_id, mask_version)
    values (:id, :caseId, :set, :label, :imageSha256, :maskId, :maskVersion)
  `);
  const get = db.prepare<{ id: string }, ExperimentRow>('select * from experiments where id = :id');
  const list = db.prepare<[], ExperimentRow>(
    'select * from experiments order by created_at desc, rowid desc',
  );
  const sets = db.prepare<{ id: string }, SetRow>(`
    select set_name as "set", count(*) as n, sum(label) as positives
    from experiment_cases where experiment_id = :id
    group by set_name
    order by case set_name when 'training' then 0 when 'validation' then 1 else 2 end, set_name
  `);
  const cases = db.prepare<{ id: string }, CaseRow>(`
    select e.* from experiment_cases e
    join cases c on c.id = e.case_id join patients p on p.id = c.patient_id
    where e.experiment_id = :id order by p.code, e.case_id
  `);
  const setRadiomics = db.prepare('update experiments set radiomics = :radiomics where id = :id');

  const toExperiment = (row: ExperimentRow): StoredExperiment => ({
    id: row.id,
    name: row.name,
    personId: row.person_id,
    cohortId: row.cohort_id,
    createdAt: row.created_at,
    leftOut: JSON.parse(row.left_out) as StoredExperiment['leftOut'],
    sets: sets.all({ id: row.id }),
    radiomics: row.radiomics === null ? null : (JSON.parse(row.radiomics) as ExperimentRadiomics),
  });
  return {
    add: ({ leftOut, cases: members, ...facts }) => {
      const id = randomUUID();
      const at = new Date().toISOString();
      insert.run({ id, ...facts, at, leftOut: JSON.stringify(leftOut) });
      for (const member of members) insertCase.run({ id, ...member });
      return id;
    },
    get: (id) => {
      const row = get.get({ id });
      return row && toExperiment(row);
    },
    list: () => list.all().map(toExperiment),
    cases: (id) => cases.all({ id }).map(toCase),
    setRadiomics: (id, radiomics) =>
      void setRadiomics.run({ id, radiomics: JSON.stringify(radiomics) }),
  };
}

function toCase(row: CaseRow): ExperimentCase {
  return {
    caseId: row.case_id,
    set: row.set_name,
    label: row.label,
    imageSha256: row.image_sha256,
    maskId: row.mask_id,
    maskVersion: row.mask_version,
  };
}
