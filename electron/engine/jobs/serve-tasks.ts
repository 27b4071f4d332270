import { AppError, type Reply, type WireError } from '#contract/errors.ts';
import type { Task, TaskTable } from './task.ts';
import type { WorkerProgress, WorkerRequest } from './worker-message.ts';

/** Shortest time between two progress messages of a task, ms. */
const reportEveryMs = 50;

/**
 * The worker's side: runs a task of the table by name.
 *
 * @param asWire Turns an error that has a code of its own into plain data; structured clone would
 * strip it. Anything else is thrown on and becomes a defect in the engine.
 */
export function serveTasks(table: TaskTable, asWire: (error: unknown) => WireError | undefined) {
  return async ({ task, input, port }: WorkerRequest): Promise<Reply<unknown>> => {
    let reportedMs = 0;
    const report = (progress: number, stage: string): void => {
      if (Date.now() - reportedMs < reportEveryMs) return;
      reportedMs = Date.now();
      port.postMessage({ progress, stage } satisfies WorkerProgress);
    };
    try {
      if (!Object.hasOwn(table, task)) throw new RangeError(`no task named ${task}`);
      const run = table[task] as Task<unknown, unknown>;
      return { ok: true, value: await run(input, { report }) };
    } catch (error) {
      const wire = error instanceof AppError ? error.toWire() : asWire(error);
      if (!wire) throw error;
      return { ok: false, error: wire };
    } finally {
      port.close();
    }
  };
}
