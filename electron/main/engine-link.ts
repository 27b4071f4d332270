import { MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron';
import type { WireError } from '#contract/errors.ts';
import type { EngineState } from '#contract/host.ts';
import { restartDelayMs } from '#engine/restart-policy.ts';
import type { BulkReply, BulkRequest } from '#engine/rpc/bulk.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

export interface EngineLinkOptions {
  /** The engine process's file. */
  readonly file: string;
  readonly dataDir: string;
  readonly demo: boolean;
  readonly onState: (state: EngineState) => void;
  /** The engine cannot run, for the reason that the sentence gives; it is not started again. */
  readonly onFailed: (sentence: string) => void;
}

/** The main process's hold on the engine process, through all its restarts. */
export interface EngineLink {
  readonly state: () => EngineState;
  /** A new RPC port into a running engine; undefined while there is none. */
  readonly connect: () => MessagePortMain | undefined;
  /** Hands a fetch on; one that the engine does not live to answer is `engine-lost`. */
  readonly bulk: (request: BulkRequest) => Promise<BulkReply>;
  /** Resolves when the engine has closed its library and ended. */
  readonly stop: () => Promise<void>;
}

const patienceMs = 5000;

export function startEngine(options: EngineLinkOptions): EngineLink {
  const waiting = new Map<number, (reply: BulkReply) => void>();
  const crashesMs: number[] = [];
  const ended = Promise.withResolvers<void>();
  let state: EngineState = 'starting';
  /** Set once no other engine is to be started; resolves when the last one has ended. */
  let stopping: Promise<void> | undefined;
  let nextId = 1;
  let child = run(options.demo);

  function run(demo: boolean) {
    const args = ['--data', options.dataDir, ...(demo ? ['--demo'] : [])];
    const started = utilityProcess.fork(options.file, args, { serviceName: 'Nodewise engine' });
    started.on('message', (message) => hear(message as FromEngine));
    started.once('exit', onExit);
    return started;
  }

  function hear(message: FromEngine): void {
    switch (message.kind) {
      case 'ready':
        enter('running');
        break;
      case 'bulk':
        waiting.get(message.id)?.(message.reply);
        waiting.delete(message.id);
        break;
      case 'failed':
        stopping = Promise.resolve();
        options.onFailed(message.sentence);
        break;
    }
  }

  function onExit(): void {
    for (const answer of waiting.values()) answer(engineLost);
    waiting.clear();
    if (stopping) {
      enter('stopped');
      return ended.resolve();
    }
    crashesMs.push(Date.now());
    const delayMs = restartDelayMs(crashesMs);
    if (delayMs === null) {
      stopping = Promise.resolve();
      enter('stopped');
      return ended.resolve();
    }
    enter('restarting');
    // The demo study was asked for once; the first engine has it in its list of jobs.
    setTimeout(() => {
      if (!stopping) child = run(false);
    }, delayMs);
  }

  function close(): Promise<void> {
    // Between two engines there is nothing to close.
    if (child.pid === undefined) return Promise.resolve();
    post({ kind: 'close' });
    setTimeout(() => child.kill(), patienceMs).unref();
    return ended.promise;
  }

  function enter(next: EngineState): void {
    state = next;
    options.onState(next);
  }

  const post = (message: ToEngine, ports: MessagePortMain[] = []) =>
    child.postMessage(message, ports);

  return {
    state: () => state,
    connect: () => {
      if (state !== 'running') return undefined;
      const { port1, port2 } = new MessageChannelMain();
      post({ kind: 'connect' }, [port1]);
      return port2;
    },
    bulk: (request) => {
      if (state !== 'running') return Promise.resolve(engineLost);
      const id = nextId++;
      const reply = new Promise<BulkReply>((resolve) => waiting.set(id, resolve));
      post({ kind: 'bulk', id, request });
      return reply;
    },
    stop: () => (stopping ??= close()),
  };
}

const lost: WireError = { code: 'engine-lost', details: {} };
const engineLost: BulkReply = {
  status: 503,
  headers: { 'content-type': 'application/json' },
  body: { kind: 'bytes', bytes: new TextEncoder().encode(JSON.stringify(lost)) },
};
