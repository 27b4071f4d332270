import { RPCLink } from '@orpc/client/websocket';
import type { OpenWire } from './wire.ts';

/** Connects to the engine over the WebSocket of the server that the page came from. */
export function websocketWire(url: string): OpenWire {
  return async () => {
    const socket = new WebSocket(url);
    // Blobs are read asynchronously, which could put two messages out of order.
    socket.binaryType = 'arraybuffer';
    const link = new RPCLink<Record<never, never>>({ websocket: socket });
    const closed = new Promise<void>((resolve) =>
      socket.addEventListener('close', () => resolve(), { once: true }),
    );
    const opened = new Promise<void>((resolve) =>
      socket.addEventListener('open', () => resolve(), { once: true }),
    );
    await Promise.race([
      opened,
      closed.then(() => {
        throw new Error('the engine refused the connection');
      }),
    ]);
    return { send: (path, input, options) => link.call(path, input, options), closed };
  };
}
