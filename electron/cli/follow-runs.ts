import { AppError } from '#contract/errors.ts';
import type { Run } from '#contract/procedures/experiments.ts';
import type { Session } from './command.ts';
import { progressLine } from './follow-job.ts';

const working: readonly Run['state'][] = ['queued', 'running'];

/**
 * Follows runs until none of them works or waits. Ctrl+C pauses them: what was learned up to the last
 * whole epoch stays, and their state tells it.
 */
export async function followRuns(session: Session, runIds: readonly string[]): Promise<Run[]> {
  const { call, watch, interrupted } = session;
  const runs = new Map<string, Run>();
  // From the last to the first, so that none that waits is started on the way.
  const pause = async (): Promise<void> => {
    for (const runId of runIds.toReversed()) await call('experiments.pause', { runId });
  };
  let pausing: Promise<void> | undefined;
  const stop = (): void => {
    pausing = pause();
  };
  const watching = new AbortController();
  const shown = showJobs(session, watching.signal);
  interrupted.addEventListener('abort', stop, { once: true });
  if (interrupted.aborted) stop();
  try {
    for await (const event of watch('experiments.watch', {}, watching.signal)) {
      if (event.kind === 'run' && runIds.includes(event.run.id)) runs.set(event.run.id, event.run);
      const mine = runIds.flatMap((id) => runs.get(id) ?? []);
      if (mine.length === runIds.length && !mine.some(({ state }) => working.includes(state))) {
        await pausing;
        return mine;
      }
    }
    throw new AppError('engine-lost', {});
  } finally {
    interrupted.removeEventListener('abort', stop);
    watching.abort();
    await shown;
  }
}

/** Shows the training job that works; the stream ends with the signal. */
async function showJobs({ watch, show }: Session, signal: AbortSignal): Promise<void> {
  try {
    for await (const job of watch('jobs.watch', {}, signal)) {
      if (job.kind === 'train' && job.state === 'running') show(progressLine(job));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
