import { fork, type ChildProcess } from 'node:child_process';
import { AppError } from '#contract/errors.ts';
import type { TrainMessage, TrainOrder, TrainResult } from './train-order.ts';

export interface RunProcessOptions {
  /** The process's entry. */
  readonly entry: URL;
  readonly signal: AbortSignal;
  /** Told everything but the end. */
  readonly onMessage: (message: TrainMessage) => void;
}

/** A process that was asked to end and computes on is killed after this, ms. */
const graceMs = 1500;

/**
 * Trains in a process of its own, so that cancelling takes no longer than two seconds and a process
 * that the system kills for its memory takes nothing with it.
 *
 * @throws AppError the process's own, `training-out-of-memory` or `worker-lost`; the signal's reason
 *   once the process has ended after an abort.
 */
export async function runInProcess(
  order: TrainOrder,
  { entry, signal, onMessage }: RunProcessOptions,
): Promise<TrainResult> {
  signal.throwIfAborted();
  const child = fork(entry, [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Under Electron the program's own binary is started, and shall be Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const lastWords = tailOf(child);
  let kill: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (child.connected) child.send('stop');
    kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<TrainResult>((resolve, reject) => {
      let answer: TrainMessage | undefined;
      child.on('message', (message: TrainMessage) => {
        if (message.kind === 'done' || message.kind === 'failed' || message.kind === 'defect') {
          answer = message;
        } else if (!signal.aborted) onMessage(message);
      });
      child.once('error', reject);
      // Only when the process is gone may another one take its place.
      child.once('close', (code, killedBy) => {
        if (signal.aborted) reject(signal.reason as Error);
        else if (answer?.kind === 'done') resolve(answer.result);
        else reject(failureOf(order, answer, { code, killedBy, lastWords: lastWords() }));
      });
      child.send(order);
    });
  } finally {
    clearTimeout(kill);
    signal.removeEventListener('abort', stop);
  }
}

interface Ending {
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
  readonly lastWords: string;
}

function failureOf(
  { settings }: TrainOrder,
  answer: TrainMessage | undefined,
  ending: Ending,
): Error {
  if (answer?.kind === 'failed') return new AppError(answer.error.code, answer.error.details);
  if (answer?.kind === 'defect') {
    return Object.assign(new Error(answer.message), { stack: answer.stack });
  }
  if (!ranOutOfMemory(ending)) return new AppError('worker-lost', { task: 'training' });
  const { batch, inputSize, width, normalisation } = settings;
  return new AppError('training-out-of-memory', { batch, inputSize, width, normalisation });
}

/** Exit code of a process that called `abort`, where that is no signal. */
const abortCode = 134;

/**
 * The system kills with SIGKILL what takes too much; the JavaScript engine and C++ abort when they
 * get no more.
 */
function ranOutOfMemory({ code, killedBy, lastWords }: Ending): boolean {
  if (killedBy === 'SIGKILL' || killedBy === 'SIGABRT' || code === abortCode) return true;
  return /bad_alloc|out of memory|heap limit/i.test(lastWords);
}

/** Characters of a process's last words that are kept. */
const tailLength = 2000;

function tailOf({ stderr }: ChildProcess): () => string {
  let tail = '';
  stderr?.setEncoding('utf8');
  stderr?.on('data', (text: string) => (tail = (tail + text).slice(-tailLength)));
  return () => tail;
}
