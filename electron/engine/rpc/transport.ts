import type { SupportedMessagePort } from '@orpc/client/message-port';
import { os } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/ws';
import { z } from 'zod';
import type { Connection } from './handler.ts';
import type { Dispatcher } from './dispatch.ts';

/** A `ws` socket, or anything with its two methods. */
export type EngineSocket = Parameters<SocketHandler<Context>['upgrade']>[0];
export type EnginePort = SupportedMessagePort;

export interface Transport {
  handlePort(port: EnginePort): void;
  handleWebSocket(socket: EngineSocket): void;
}

interface Context {
  readonly connection: Connection;
}

const request = z.object({ name: z.string().max(100), input: z.unknown() });
// A call that its transport cannot cancel runs to its end.
const never = new AbortController().signal;

/** Serves the dispatcher over every transport; a connection is one port or socket. */
export function transport(dispatcher: Dispatcher): Transport {
  const base = os.$context<Context>().input(request);
  const router = {
    call: base.handler(({ input, context, signal }) =>
      dispatcher.call(
        { name: input.name, input: input.input },
        context.connection,
        signal ?? never,
      ),
    ),
    watch: base.handler(({ input, context, signal }) =>
      dispatcher.watch(
        { name: input.name, input: input.input },
        context.connection,
        signal ?? never,
      ),
    ),
  };
  const ports = new PortHandler(router);
  const sockets = new SocketHandler(router);
  return {
    handlePort: (port) => {
      ports.upgrade(port, { context: { connection: { token: undefined } } });
      // Ports with the DOM interface stay silent until started.
      if ('start' in port) (port.start as () => void)();
    },
    handleWebSocket: (socket) => {
      void sockets.upgrade(socket, { context: { connection: { token: undefined } } });
    },
  };
}
