import { enginePortMessage, type EngineState, type HostBridge } from '#contract/host.ts';
import { RPCLink } from '@orpc/client/message-port';
import type { OpenWire, Wire } from './wire.ts';

/**
 * Connects to the engine process through ports that the desktop host sends: one when asked, and
 * one after each restart.
 */
export function portWires(bridge: HostBridge, page: Window): OpenWire {
  const waiting: MessagePort[] = [];
  let wanted: ((port: MessagePort) => void) | null = null;
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    // Only the preload script shares this window; anything from elsewhere is not the engine.
    if (event.source !== page || event.data !== enginePortMessage) return;
    const [port] = event.ports;
    if (wanted) wanted(port);
    else waiting.push(port);
    wanted = null;
  });
  const stateListeners = new Set<(state: EngineState) => void>();
  bridge.onEngineState((state) => {
    for (const listener of stateListeners) listener(state);
  });
  bridge.connectEngine();

  return async () => {
    // The newest port is the live one; older ones belong to an engine that is gone.
    const port =
      waiting.splice(0).at(-1) ?? (await new Promise<MessagePort>((resolve) => (wanted = resolve)));
    const stopped = new Promise<void>((resolve) => {
      const listener = (state: EngineState) => {
        if (state !== 'restarting' && state !== 'stopped') return;
        stateListeners.delete(listener);
        resolve();
      };
      stateListeners.add(listener);
    });
    return portWire(port, stopped);
  };
}

/**
 * A connection over a message port whose other end lies in the engine. It ends when the port
 * closes or the host says that the engine stopped, whichever is told first.
 */
export function portWire(port: MessagePort, stopped: Promise<void> = never): Wire {
  const link = new RPCLink<Record<never, never>>({ port });
  const closed = new Promise<void>((resolve) =>
    port.addEventListener('close', () => resolve(), { once: true }),
  );
  // The port tells its close to the other end only; the link must hear of a stopped engine too,
  // so that calls in flight do not wait for an answer that cannot come.
  void stopped.then(() => port.dispatchEvent(new Event('close')));
  port.start();
  return { send: (path, input, options) => link.call(path, input, options), closed };
}

const never = new Promise<void>(() => undefined);
