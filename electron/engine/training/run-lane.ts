import type { Person } from '#contract/people.ts';
import { AppError } from '#contract/errors.ts';
import type { Run, runEvent } from '#contract/procedures/experiments.ts';
import { eventHub } from '#engine/jobs/event-hub.ts';
import type { JobControl, JobQueue } from '#engine/jobs/job-queue.ts';
import type { Failures } from '#engine/rpc/failures.ts';
import type { z } from 'zod';
import { progressOf, startProgress, type Progress } from './run-progress.ts';
import type { TrainMessage } from './train-order.ts';
import { runFolder } from './run-folder.ts';
import { runFolderOf, trainJob, type TrainServices } from './train-job.ts';

type RunEvent = z.infer<typeof runEvent>;

export interface LaneServices extends TrainServices {
  readonly queue: JobQueue;
  readonly failures: Failures;
}

/** The queue of training runs: one at a time, in order. */
export interface RunLane {
  /** A stored run with what is known of it while it computes. */
  readonly present: (run: Run) => Run;
  /** Starts a run, or puts it at the end of the queue. */
  start(runId: string, person: Person): Run;
  /** Ends a run's work within two seconds; the last whole epoch stays. */
  stop(runId: string, as: 'paused' | 'cancelled'): Promise<Run>;
  /** Starts what an engine that ended has left in the queue, in its order. */
  startQueued(): void;
  watch(signal: AbortSignal): AsyncGenerator<RunEvent, void>;
}

/** A run that waits in the queue or computes. */
interface Live {
  jobId: string;
  /** What a stop shall leave it as; an engine that closes pauses it. */
  stopAs: 'paused' | 'cancelled' | undefined;
  progress: Progress;
}

const startable: readonly Run['state'][] = ['queued', 'paused', 'failed', 'cancelled'];

export function runLane(services: LaneServices): RunLane {
  const { store, queue, failures } = services;
  const hub = eventHub<RunEvent>((event) =>
    event.kind === 'run' ? `run ${event.run.id}` : `step ${event.runId}`,
  );
  const live = new Map<string, Live>();

  const stored = (id: string): Run => {
    const run = store.runs.get(id);
    if (!run) throw new AppError('not-found', { what: 'run', id });
    return run;
  };
  const present = (run: Run): Run => ({ ...run, ...live.get(run.id)?.progress.shown });
  const change = (id: string, news: Parameters<typeof store.runs.update>[1]): Run => {
    store.runs.update(id, news);
    return publish(id);
  };
  const publish = (id: string): Run => {
    const run = present(stored(id));
    hub.publish({ kind: 'run', run });
    return run;
  };

  function take(run: Run, entry: Live, control: JobControl, message: TrainMessage): void {
    const { progress, stage, lines, ...news } = progressOf(entry.progress, run, message);
    entry.progress = news;
    for (const line of lines) store.runs.log(run.id, stamped(line));
    if (stage !== undefined) control.report(progress, stage);
    if (message.kind === 'epoch') store.runs.addEpoch(run.id, message.metrics);
    if (message.kind === 'restored') {
      for (const metrics of message.epochs) store.runs.addEpoch(run.id, metrics);
    }
    if (message.kind === 'step') {
      const { crossEntropy, contrastive } = message;
      const { epoch = 0, step = 0, secondsLeft = null } = news.shown;
      hub.publish({
        kind: 'step',
        runId: run.id,
        epoch,
        step,
        crossEntropy,
        contrastive,
        secondsLeft,
      });
    }
    if (message.kind === 'epoch' || message.kind === 'restored') publish(run.id);
  }

  async function compute(
    { run, person, entry }: { readonly run: Run; readonly person: Person; readonly entry: Live },
    control: JobControl,
  ): Promise<string> {
    const { id } = run;
    const now = (): string => new Date().toISOString();
    entry.progress = startProgress();
    change(id, { state: 'running', startedAt: run.startedAt ?? now(), endedAt: null, error: null });
    store.runs.log(id, stamped(run.epoch > 0 ? 'Resumed.' : 'Started.'));
    try {
      const best = await trainJob(services, { run, person }, control, (message) =>
        take(run, entry, control, message),
      );
      live.delete(id);
      store.runs.log(id, stamped('Done.'));
      change(id, { state: 'done', best, endedAt: now() });
      // Nothing goes on from a run that is done, and the selected weights have a file of their own.
      runFolder(runFolderOf(store, id)).dropCheckpoint();
      return id;
    } catch (cause) {
      live.delete(id);
      if (control.signal.aborted) {
        const state = entry.stopAs ?? 'paused';
        store.runs.log(id, stamped(state === 'paused' ? 'Paused.' : 'Cancelled.'));
        change(id, { state, endedAt: state === 'cancelled' ? now() : null });
        throw cause;
      }
      const error = failures.toWire(cause);
      store.runs.log(id, stamped(`Failed: ${error.code}.`));
      change(id, { state: 'failed', error: { ...error }, endedAt: now() });
      // As the code it was stored with: a defect is logged once.
      throw new AppError(error.code, error.details, { cause });
    }
  }

  /** A run that is stopped while it waits never computes; the queue drops it at once. */
  function dropWaiting(id: string, entry: Live): void {
    if (stored(id).state !== 'queued') return;
    live.delete(id);
    const state = entry.stopAs ?? 'cancelled';
    change(id, { state, endedAt: state === 'cancelled' ? new Date().toISOString() : null });
  }

  function start(id: string, person: Person): Run {
    const run = stored(id);
    if (live.has(id)) return present(run);
    if (!startable.includes(run.state)) {
      throw new AppError('run-not-startable', { runId: id, state: run.state });
    }
    store.runs.queue(id);
    const entry: Live = { jobId: '', stopAs: undefined, progress: startProgress() };
    live.set(id, entry);
    publish(id);
    entry.jobId = queue.start({
      kind: 'train',
      lane: 'training',
      caseId: null,
      title: `Train ${run.name}`,
      ownerId: person.id,
      onCancelled: () => {
        entry.stopAs ??= 'cancelled';
        dropWaiting(id, entry);
      },
      run: (control) => compute({ run: stored(id), person, entry }, control),
    }).id;
    return present(stored(id));
  }

  return {
    present,
    start,
    startQueued: () => {
      for (const { id, experimentId } of store.runs.queued()) {
        const maker = store.experiments.get(experimentId)?.personId;
        const person = maker === undefined ? undefined : store.people.get(maker);
        if (person) start(id, person);
      }
    },
    stop: async (id, as) => {
      const entry = live.get(id);
      const run = stored(id);
      if (entry) {
        entry.stopAs = as;
        queue.cancel(entry.jobId);
        await queue.finished(entry.jobId);
      } else if (run.state === 'queued' || run.state === 'paused') {
        change(id, { state: as });
      }
      return present(stored(id));
    },
    watch: async function* (signal) {
      const changes = hub.follow(signal);
      for (const { id } of store.experiments.list()) {
        for (const run of store.runs.ofExperiment(id)) yield { kind: 'run', run: present(run) };
      }
      yield* changes;
    },
  };
}

/** A line of a run's log: time, and no data of a patient. */
function stamped(text: string): string {
  return `${new Date().toISOString().slice(0, 19).replace('T', ' ')} ${text}`;
}
