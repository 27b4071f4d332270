import { hostBridgeKey, rpcPath, type HostBridge } from '#contract/host.ts';
import type { TokenStore } from './connection.ts';
import { portWires } from './port-wire.ts';
import { websocketWire } from './websocket-wire.ts';
import type { OpenWire } from './wire.ts';

/** The desktop host's dialogs and files, or null in a browser. */
export function hostBridge(page: Window): HostBridge | null {
  const bridge: unknown = Reflect.get(page, hostBridgeKey);
  return typeof bridge === 'object' ? (bridge as HostBridge | null) : null;
}

/** The way to the engine in whichever host shows this page. */
export function hostWire(page: Window): OpenWire {
  const bridge = hostBridge(page);
  if (bridge) return portWires(bridge, page);
  const { protocol, host } = page.location;
  return websocketWire(`${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${rpcPath}`);
}

const tokenKey = 'nodewise.sign-in';

/** Keeps the sign-in for this window alone: it survives a reload and ends with the window. */
export function windowTokens(storage: Storage): TokenStore {
  return {
    get: () => storage.getItem(tokenKey),
    set: (token) => {
      if (token === null) storage.removeItem(tokenKey);
      else storage.setItem(tokenKey, token);
    },
  };
}
