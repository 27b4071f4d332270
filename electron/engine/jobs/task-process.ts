import { fork } from 'node:child_process';
import { AppError } from '#contract/errors.ts';
import type { RunOptions } from './task.ts';
import type { ProcessMessage, ProcessOrder } from './worker-message.ts';

/**
 * Runs a task in a process of its own, which is killed at once when it is cancelled: a thread could
 * not be ended while native code blocks it, and what native code crashes or is killed for takes
 * nothing with it.
 *
 * @param entry The process's module; it calls `serveProcess`.
 * @throws AppError the task's own, or `worker-lost`; the signal's reason after an abort.
 */
export async function runInProcess(
  entry: URL,
  order: ProcessOrder,
  { signal, onProgress }: Omit<RunOptions, 'pool'>,
): Promise<unknown> {
  signal.throwIfAborted();
  const child = fork(entry, [], {
    execArgv: [],
    // As structured clones: typed arrays do not survive JSON.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // Under Electron the program's own binary is started, and shall be Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  try {
    const answer = await new Promise<ProcessMessage | undefined>((resolve, reject) => {
      let last: ProcessMessage | undefined;
      child.on('message', (message: ProcessMessage) => {
        if (message.kind !== 'progress') last = message;
        else if (!signal.aborted) onProgress?.(message.progress.progress, message.progress.stage);
      });
      child.once('error', reject);
      child.once('close', () => resolve(last));
      child.send(order);
    });
    signal.throwIfAborted();
    return valueOf(answer, order);
  } finally {
    signal.removeEventListener('abort', kill);
  }
}

function valueOf(answer: ProcessMessage | undefined, { task }: ProcessOrder): unknown {
  if (answer?.kind === 'reply') {
    const { reply } = answer;
    if (reply.ok) return reply.value;
    throw new AppError(reply.error.code, reply.error.details);
  }
  if (answer?.kind === 'defect') {
    throw Object.assign(new Error(answer.message), { stack: answer.stack });
  }
  throw new AppError('worker-lost', { task });
}
