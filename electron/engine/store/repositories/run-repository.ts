import { createHash, randomUUID } from 'node:crypto';
import type { EpochMetrics, Run, RunSettings, SetName } from '#contract/procedures/experiments.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Db } from '../database.ts';

export interface NewRun {
  readonly experimentId: string;
  readonly name: string;
  readonly settings: RunSettings;
  readonly codeVersion: string;
  readonly stepsPerEpoch: number;
}

/** What a run's selected weights say of one case. */
export interface RunPrediction {
  readonly caseId: string;
  readonly set: SetName;
  readonly label: 0 | 1;
  /** Of pN+, 0 to 1. */
  readonly probability: number;
}

export type RunNews = Partial<Pick<Run, 'state' | 'startedAt' | 'endedAt' | 'best' | 'error'>>;

export interface RunRepository {
  /** Adds a run to the end of the queue. */
  add(run: NewRun): string;
  get(id: string): Run | undefined;
  /** In the order they were made. */
  ofExperiment(experimentId: string): Run[];
  /** In the order of the queue. */
  queued(): Run[];
  /** Puts a run at the end of the queue. */
  queue(id: string): void;
  update(id: string, news: RunNews): void;
  /** Replaces what an earlier attempt stored of the same epoch. */
  addEpoch(id: string, metrics: EpochMetrics): void;
  log(id: string, line: string): void;
  /** The last lines, oldest first. */
  lines(id: string, count: number): string[];
  /** Replaces all predictions of a run. */
  setPredictions(id: string, predictions: readonly RunPrediction[]): void;
  predictions(id: string): RunPrediction[];
  /** At start: what is still running was running in an engine that was killed. */
  pauseInterrupted(): void;
}

interface RunRow {
  readonly id: string;
  readonly experiment_id: string;
  readonly name: string;
  readonly settings: string;
  readonly settings_hash: string;
  readonly code_version: string;
  readonly state: Run['state'];
  readonly steps_per_epoch: number;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly best: string | null;
  readonly error: string | null;
}

/** All SQL that touches `runs`, `run_epochs`, `run_log` and `run_predictions`. */
export function runRepository(db: Db): RunRepository {
  const insert = db.prepare(`
    insert into runs (id, experiment_id, name, settings, settings_hash, code_version, state,
      steps_per_epoch, created_at, queued_at)
    values (:id, :experimentId, :name, :settings, :hash, :codeVersion, 'queued', :stepsPerEpoch,
      :at, :at)
  `);
  const get = db.prepare<{ id: string }, RunRow>('select * from runs where id = :id');
  const ofExperiment = db.prepare<{ id: string }, RunRow>(
    'select * from runs where experiment_id = :id order by rowid',
  );
  const queued = db.prepare<[], RunRow>(
    `select * from runs where state = 'queued' order by queued_at, rowid`,
  );
  const update = db.prepare(`
    update runs set state = :state, started_at = :startedAt, ended_at = :endedAt, best = :best,
      error = :error where id = :id
  `);
  const queue = db.prepare(`
    update runs set state = 'queued', queued_at = :at, ended_at = null, error = null where id = :id
  `);
  const pause = db.prepare(`update runs set state = 'paused' where state = 'running'`);
  const addEpoch = db.prepare(`
    insert into run_epochs (run_id, epoch, metrics) values (:id, :epoch, :metrics)
    on conflict (run_id, epoch) do update set metrics = excluded.metrics
  `);
  const epochs = db.prepare<{ id: string }, { metrics: string }>(
    'select metrics from run_epochs where run_id = :id order by epoch',
  );
  const log = db.prepare('insert into run_log (run_id, line) values (:id, :line)');
  const lines = db.prepare<{ id: string; count: number }, { line: string }>(
    'select line from run_log where run_id = :id order by id desc limit :count',
  );
  const dropPredictions = db.prepare('delete from run_predictions where run_id = :id');
  const addPrediction = db.prepare(`
    insert into run_predictions (run_id, case_id, set_name, label, probability)
    values (:id, :caseId, :set, :label, :probability)
  `);
  const predictions = db.prepare<{ id: string }, RunPrediction>(`
    select case_id as caseId, set_name as "set", label, probability
    from run_predictions where run_id = :id order by set_name, case_id
  `);

  const toRun = (row: RunRow): Run => {
    const done = epochs.all({ id: row.id }).map(({ metrics }) => parse<EpochMetrics>(metrics));
    return {
      id: row.id,
      experimentId: row.experiment_id,
      name: row.name,
      settings: parse<RunSettings>(row.settings),
      settingsHash: row.settings_hash,
      codeVersion: row.code_version,
      state: row.state,
      epoch: done.length,
      step: 0,
      stepsPerEpoch: row.steps_per_epoch,
      secondsLeft: null,
      createdAt: row.created_at,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      epochs: done,
      best: row.best === null ? null : parse<Run['best']>(row.best),
      error: row.error === null ? null : parse<Run['error']>(row.error),
    };
  };
  const one = (id: string): Run | undefined => {
    const row = get.get({ id });
    return row && toRun(row);
  };

  return {
    add: ({ settings, ...run }) => {
      const id = randomUUID();
      const text = canonicalJson(settings);
      const hash = createHash('sha256').update(text).digest('hex');
      insert.run({ ...run, id, settings: text, hash, at: new Date().toISOString() });
      return id;
    },
    get: one,
    ofExperiment: (id) => ofExperiment.all({ id }).map(toRun),
    queued: () => queued.all().map(toRun),
    queue: (id) => void queue.run({ id, at: new Date().toISOString() }),
    update: (id, news) => {
      const run = one(id);
      if (!run) return;
      const { state, startedAt, endedAt, best, error } = { ...run, ...news };
      update.run({ id, state, startedAt, endedAt, best: json(best), error: json(error) });
    },
    addEpoch: (id, metrics) =>
      void addEpoch.run({ id, epoch: metrics.epoch, metrics: JSON.stringify(metrics) }),
    log: (id, line) => void log.run({ id, line }),
    lines: (id, count) =>
      lines
        .all({ id, count })
        .map(({ line }) => line)
        .reverse(),
    setPredictions: (id, all) =>
      db.transaction(() => {
        dropPredictions.run({ id });
        for (const { caseId, set, label, probability } of all) {
          addPrediction.run({ id, caseId, set, label, probability });
        }
      })(),
    predictions: (id) => predictions.all({ id }),
    pauseInterrupted: () => void pause.run(),
  };
}

function parse<T>(text: string): T {
  return JSON.parse(text) as T;
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
