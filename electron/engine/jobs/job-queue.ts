import { randomUUID } from 'node:crypto';
import { AppError, type WireError } from '#contract/errors.ts';
import type { Job, JobKind } from '#contract/procedures/jobs.ts';
import { eventHub } from './event-hub.ts';
import { secondsLeft } from './time-left.ts';

/** Jobs of one lane run side by side up to its limit; lanes do not wait for each other. */
export type Lane = 'interactive' | 'bulk' | 'background' | 'training';

/** At most this many at once: one long import never holds up a click, nor two each other. */
const laneLimit: Readonly<Record<Lane, number>> = {
  interactive: 2,
  bulk: 1,
  background: 1,
  training: 1,
};
/** Finished jobs that `jobs.list` still tells about. */
const keptJobs = 200;
/** Shortest time between two published changes of one job's progress, ms. */
const publishEveryMs = 100;

export interface JobControl {
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** @param progress 0 to 1, or null while the amount of work is unknown. */
  readonly report: (progress: number | null, stage: string) => void;
}

export interface JobSpec {
  readonly kind: JobKind;
  readonly lane: Lane;
  readonly caseId: string | null;
  /** Short English title without patient data. */
  readonly title: string;
  /** Who asked; null for the engine itself. */
  readonly ownerId: string | null;
  /** Told when somebody cancels it, also while it waits; not when the engine closes. */
  readonly onCancelled?: () => void;
  /** @returns the id of what it made. */
  readonly run: (control: JobControl) => Promise<string | null>;
}

/** A job and who asked for it, which decides who may see it. */
export interface OwnedJob {
  readonly job: Job;
  readonly ownerId: string | null;
}

export interface JobQueue {
  start(spec: JobSpec): Job;
  get(id: string): OwnedJob | undefined;
  /** Newest first. */
  list(): OwnedJob[];
  /** A queued job never starts; a running one is told to stop. */
  cancel(id: string): OwnedJob | undefined;
  /** Present state of every job, then each change. */
  watch(signal: AbortSignal): AsyncGenerator<OwnedJob, void>;
  /** Resolves with the job's last state. */
  finished(id: string): Promise<Job>;
  /** Cancels everything and waits until it has stopped. */
  close(): Promise<void>;
}

interface Entry {
  readonly spec: JobSpec;
  readonly stop: AbortController;
  readonly done: PromiseWithResolvers<Job>;
  job: Job;
  startedMs: number;
  publishedMs: number;
}

/** @param toWire Turns what a job threw into plain data; defects are logged there. */
export function jobQueue(toWire: (error: unknown) => WireError): JobQueue {
  const entries = new Map<string, Entry>();
  const hub = eventHub<OwnedJob>(({ job }) => job.id);
  let closing = false;

  function change(entry: Entry, changes: Partial<Job>): void {
    entry.job = { ...entry.job, ...changes };
    entry.publishedMs = Date.now();
    hub.publish(owned(entry));
  }

  function report(entry: Entry, progress: number | null, stage: string): void {
    const elapsedMs = Date.now() - entry.startedMs;
    const changes = { progress, stage, secondsLeft: secondsLeft(progress, elapsedMs) };
    const soon = Date.now() - entry.publishedMs < publishEveryMs;
    if (soon) entry.job = { ...entry.job, ...changes };
    else change(entry, changes);
  }

  function end(entry: Entry, outcome: Partial<Job>): void {
    change(entry, { ...outcome, endedAt: new Date().toISOString(), secondsLeft: null });
    entry.done.resolve(entry.job);
    forgetOldest(entries);
    startNext(entry.spec.lane);
  }

  async function run(entry: Entry): Promise<void> {
    entry.startedMs = Date.now();
    change(entry, { state: 'running', startedAt: new Date().toISOString() });
    try {
      const resultId = await entry.spec.run({
        jobId: entry.job.id,
        signal: entry.stop.signal,
        report: (progress, stage) => report(entry, progress, stage),
      });
      end(entry, { state: 'done', progress: 1, stage: '', resultId });
    } catch (error) {
      if (entry.stop.signal.aborted) end(entry, { state: 'cancelled' });
      else end(entry, { state: 'failed', error: { ...toWire(error) } });
    }
  }

  function startNext(lane: Lane): void {
    if (closing) return;
    const mine = [...entries.values()].filter(({ spec }) => spec.lane === lane);
    const running = mine.filter(({ job }) => job.state === 'running').length;
    const waiting = mine.filter(({ job }) => job.state === 'queued');
    for (const entry of waiting.slice(0, laneLimit[lane] - running)) void run(entry);
  }

  function stop(entry: Entry): void {
    entry.stop.abort(new AppError('job-cancelled', { jobId: entry.job.id }));
    if (entry.job.state === 'queued') end(entry, { state: 'cancelled' });
  }

  return {
    start: (spec) => {
      const entry = newEntry(spec);
      entries.set(entry.job.id, entry);
      hub.publish(owned(entry));
      startNext(spec.lane);
      return entry.job;
    },
    get: (id) => {
      const entry = entries.get(id);
      return entry && owned(entry);
    },
    list: () => [...entries.values()].reverse().map(owned),
    cancel: (id) => {
      const entry = entries.get(id);
      if (entry && entry.job.endedAt === null) {
        stop(entry);
        entry.spec.onCancelled?.();
      }
      return entry && owned(entry);
    },
    watch: async function* (signal) {
      const changes = hub.follow(signal);
      for (const entry of [...entries.values()]) yield owned(entry);
      yield* changes;
    },
    finished: (id) => {
      const entry = entries.get(id);
      if (!entry) throw new AppError('not-found', { what: 'job', id });
      return entry.done.promise;
    },
    close: async () => {
      closing = true;
      for (const entry of [...entries.values()]) {
        if (entry.job.endedAt === null) stop(entry);
      }
      await Promise.all([...entries.values()].map(({ done }) => done.promise));
    },
  };
}

function newEntry(spec: JobSpec): Entry {
  const { kind, caseId, title } = spec;
  const job: Job = {
    id: randomUUID(),
    kind,
    caseId,
    title,
    state: 'queued',
    progress: null,
    stage: '',
    secondsLeft: null,
    startedAt: null,
    endedAt: null,
    resultId: null,
    error: null,
  };
  return {
    spec,
    job,
    stop: new AbortController(),
    done: Promise.withResolvers<Job>(),
    startedMs: 0,
    publishedMs: 0,
  };
}

function owned(entry: Entry): OwnedJob {
  return { job: entry.job, ownerId: entry.spec.ownerId };
}

function forgetOldest(entries: Map<string, Entry>): void {
  const ended = [...entries.values()].filter(({ job }) => job.endedAt !== null);
  for (const { job } of ended.slice(0, Math.max(0, ended.length - keptJobs))) {
    entries.delete(job.id);
  }
}
