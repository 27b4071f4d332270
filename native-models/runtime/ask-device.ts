import { fork, type ChildProcess } from 'node:child_process';
import type { DeviceOrder, DeviceReply, DeviceResult, DeviceTask } from './device-tasks.ts';
import { ProviderUnavailable, type ProviderObstacle } from './provider.ts';

export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs: number;
  /** The process's file; the program's own where absent. */
  readonly file?: URL;
}

/**
 * Has a device tried in a process of its own, so that a driver which crashes or never returns costs
 * nothing but an answer.
 *
 * @throws ProviderUnavailable when the device cannot do it; the signal's reason when it aborts.
 */
export async function askDevice<T extends DeviceTask>(
  order: DeviceOrder<T>,
  { signal, timeoutMs, file = ownFile() }: AskOptions,
): Promise<DeviceResult<T>> {
  signal?.throwIfAborted();
  const unavailable = (obstacle: ProviderObstacle, message: string) =>
    new ProviderUnavailable(order.provider, obstacle, message);
  const child = start(file);
  const lastWords = tailOf(child);
  try {
    return await new Promise<DeviceResult<T>>((resolve, reject) => {
      const timeout = setTimeout(() => {
        reject(unavailable('no-answer', `no answer within ${timeoutMs} ms`));
      }, timeoutMs);
      const cancel = (): void => reject(signal?.reason as Error);
      signal?.addEventListener('abort', cancel, { once: true });
      child.once('message', (reply: DeviceReply<T>) => {
        if ('result' in reply) resolve(reply.result);
        else reject(unavailable(reply.obstacle, reply.message));
      });
      child.once('error', reject);
      child.once('exit', (code, killedBy) => {
        clearTimeout(timeout);
        signal?.removeEventListener('abort', cancel);
        reject(unavailable('crashed', `ended with ${killedBy ?? code}: ${lastWords()}`));
      });
      child.send(order);
    });
  } finally {
    child.kill('SIGKILL');
  }
}

function start(file: URL): ChildProcess {
  return fork(file, [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Under Electron the program's own binary is started, and shall be Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
}

/** Characters of a process's last words that are kept. */
const TAIL = 400;

/** Drivers and ONNX Runtime write much about what they miss; only the end of it is of interest. */
function tailOf({ stderr }: ChildProcess): () => string {
  let tail = '';
  stderr?.setEncoding('utf8');
  stderr?.on('data', (text: string) => (tail = (tail + text).slice(-TAIL)));
  return () => tail;
}

/** It lies beside this file, as source or built. */
function ownFile(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('./device-process.ts', import.meta.url)
    : new URL('./device-process.js', import.meta.url);
}
