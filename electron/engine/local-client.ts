import { MessageChannel } from 'node:worker_threads';
import { RPCLink } from '@orpc/client/message-port';
import type { CallName, Event, Input, Output, StreamName } from '#contract/contract.ts';
import { AppError, type Reply } from '#contract/errors.ts';
import type { Engine } from './engine.ts';

/** A client in the engine's own process, over the same RPC as every other. */
export interface LocalClient {
  readonly call: <N extends CallName>(name: N, input: Input<N>) => Promise<Reply<Output<N>>>;
  /** Events until the signal aborts; throws an `AppError` when the engine refuses the stream. */
  readonly watch: <N extends StreamName>(
    name: N,
    input: Input<N>,
    signal: AbortSignal,
  ) => AsyncIterable<Event<N>>;
  readonly close: () => void;
}

type NoContext = Record<never, never>;

export function localClient(engine: Pick<Engine, 'handlePort'>): LocalClient {
  const { port1, port2 } = new MessageChannel();
  engine.handlePort(port1);
  const link = new RPCLink<NoContext>({ port: port2 });
  port2.start();

  return {
    call: async <N extends CallName>(name: N, input: Input<N>) =>
      (await link.call(['call'], { name, input }, { context: {} })) as Reply<Output<N>>,
    watch: async function* <N extends StreamName>(name: N, input: Input<N>, signal: AbortSignal) {
      const events = await link.call(['watch'], { name, input }, { context: {}, signal });
      for await (const event of events as AsyncIterable<Reply<Event<N>>>) {
        if (!event.ok) throw new AppError(event.error.code, event.error.details);
        yield event.value;
      }
    },
    close: () => port2.close(),
  };
}
