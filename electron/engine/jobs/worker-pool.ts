import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { AppError, type Reply } from '#contract/errors.ts';
import { runInProcess } from './task-process.ts';
import type { RunOptions, RunTask } from './task.ts';
import type { WorkerProgress, WorkerRequest } from './worker-message.ts';

export interface WorkerPool {
  /** Tasks of the `bulk` pool that run side by side. */
  readonly threads: number;
  /** The tasks of one slice's table. */
  tasks<Table>(): RunTask<Table>;
  close(): Promise<void>;
}

/** Threads end after this many idle ms, and with them the volume they keep. */
const idleTimeoutMs = 120_000;
/** One core stays free for the click's thread, where there are more than two. */
export const bulkThreads = Math.max(2, availableParallelism() - 1);

/**
 * @param workerUrl The module whose `runTask` serves every slice's tasks. Beside it lies
 * `task-process`, which serves the same in a process.
 * @param threads Of the `bulk` pool.
 */
export function workerPool(workerUrl: URL, threads = bulkThreads): WorkerPool {
  const processUrl = new URL(workerUrl.href.replace(/[\w-]+(?=\.[jt]s$)/, 'task-process'));
  const shared = {
    filename: workerUrl.href,
    name: 'runTask',
    minThreads: 0,
    idleTimeout: idleTimeoutMs,
    // Flags of the host (loaders, inspectors) are not meant for the workers.
    execArgv: [],
  };
  const pools = {
    interactive: new Piscina({ ...shared, maxThreads: 1 }),
    bulk: new Piscina({ ...shared, maxThreads: threads }),
  };

  async function run(task: string, input: unknown, options: RunOptions): Promise<unknown> {
    return options.pool === 'apart'
      ? runInProcess(processUrl, { task, input }, options)
      : runInThread(task, input, { ...options, pool: options.pool });
  }

  async function runInThread(
    task: string,
    input: unknown,
    options: RunOptions & { readonly pool: keyof typeof pools },
  ): Promise<unknown> {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', ({ progress, stage }: WorkerProgress) =>
      options.onProgress?.(progress, stage),
    );
    try {
      const request: WorkerRequest = { task, input, port: port2 };
      const reply = (await pools[options.pool].run(request, {
        signal: options.signal,
        transferList: [port2],
      })) as Reply<unknown>;
      if (reply.ok) return reply.value;
      throw new AppError(reply.error.code, reply.error.details);
    } catch (error) {
      if (!options.signal.aborted && isLostWorker(error)) {
        throw new AppError('worker-lost', { task }, { cause: error });
      }
      throw error;
    } finally {
      port1.close();
    }
  }

  return {
    threads,
    tasks: <Table>() => run as RunTask<Table>,
    close: async () => {
      await Promise.all([pools.interactive.destroy(), pools.bulk.destroy()]);
    },
  };
}

/** A thread that ended under a task: out of memory, `process.exit`, or killed by its runtime. */
function isLostWorker(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return (
    code.startsWith('ERR_WORKER') || /worker.*(exit|terminat)|terminat.*worker/i.test(error.message)
  );
}
