import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { tokenHeader } from '#contract/bulk.ts';
import type { CallName, Event, Input, Output, StreamName } from '#contract/contract.ts';
import type { Reply } from '#contract/errors.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import type { Engine } from '#engine/engine.ts';

/** An engine's client on an in-process port, as the command line uses one. */
export interface TestClient {
  call<N extends CallName>(name: N, input: Input<N>): Promise<Reply<Output<N>>>;
  /** The value of a call that must succeed. */
  value<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  watch<N extends StreamName>(
    name: N,
    input: Input<N>,
    signal: AbortSignal,
  ): AsyncIterable<Reply<Event<N>>>;
  /** Follows a job to its end. */
  finished(jobId: string): Promise<Job>;
  /** A fetch under `/data/` with this client's token; bodies are read and unpacked. */
  fetch(url: string, init?: FetchInit): Promise<{ status: number; bytes: Uint8Array }>;
  /** Signs in; later calls and fetches are this person's. */
  signIn(personId: string, passcode?: string): Promise<void>;
  close(): void;
}

interface FetchInit {
  readonly method?: string;
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Wire {
  call(request: { name: string; input: unknown }): Promise<unknown>;
  watch(
    request: { name: string; input: unknown },
    options: { signal: AbortSignal },
  ): Promise<AsyncIterable<unknown>>;
}

export function connect(engine: Engine): TestClient {
  const { port1, port2 } = new MessageChannel();
  engine.handlePort(port1);
  const wire = createORPCClient(new RPCLink({ port: port2 })) as unknown as Wire;
  port2.start();
  let token = '';

  const call: TestClient['call'] = async (name, input) =>
    (await wire.call({ name, input })) as never;
  const value: TestClient['value'] = async (name, input) => {
    const reply = await call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
  const watch: TestClient['watch'] = async function* (name, input, signal) {
    for await (const event of await wire.watch({ name, input }, { signal })) yield event as never;
  };
  return {
    call,
    value,
    watch,
    finished: async (jobId) => {
      const stop = new AbortController();
      for await (const event of watch('jobs.watch', {}, stop.signal)) {
        if (!event.ok || event.value.id !== jobId || event.value.endedAt === null) continue;
        stop.abort();
        return event.value;
      }
      throw new Error('the stream ended before the job');
    },
    fetch: async (url, { method = 'GET', body, headers = {} } = {}) => {
      const reply = await engine.bulk({
        method,
        url,
        headers: { [tokenHeader]: token, ...headers },
        ...(body && { body }),
      });
      const bytes =
        reply.body.kind === 'bytes'
          ? reply.body.bytes
          : readFileSync(reply.body.path).subarray(
              reply.body.offset,
              reply.body.offset + reply.body.length,
            );
      return { status: reply.status, bytes };
    },
    signIn: async (personId, passcode) => {
      ({ token } = await value('session.signIn', { personId, ...(passcode && { passcode }) }));
    },
    close: () => port2.close(),
  };
}

/** A disposable folder for a library. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'nodewise-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
