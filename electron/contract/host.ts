/**
 * What the Electron host offers its page besides the engine, as `window.nodewise`. In the browser
 * host that name is absent, and the engine is reached by a WebSocket at `/rpc` of the same origin.
 */
export interface HostBridge {
  readonly kind: 'electron';
  /**
   * Asks for the engine. Each connection comes as a window message whose data is
   * `enginePortMessage` and whose only port speaks RPC: one now, and one after each restart.
   */
  readonly connectEngine: () => void;
  /** Calls back with the present state and each change; the state says when a port is dead. */
  readonly onEngineState: (listener: (state: EngineState) => void) => void;
  /** The native dialog; null when it was cancelled. */
  readonly chooseFolder: () => Promise<string | null>;
  /** The native dialog for DICOM files or a table; empty when it was cancelled. */
  readonly chooseFiles: () => Promise<readonly string[]>;
  /** The native dialog for a folder to export to; null when it was cancelled. */
  readonly chooseSaveFolder: () => Promise<string | null>;
  /** Paths on this machine of `File` objects that were dropped on the page. */
  readonly pathsForFiles: (files: readonly object[]) => readonly string[];
}

/** `stopped`: it failed too often in a row and is not started again by itself. */
export type EngineState = 'starting' | 'running' | 'restarting' | 'stopped';

/** Name of the bridge on `window`. */
export const hostBridgeKey = 'nodewise';

/** Data of the window message that carries a port to the engine. */
export const enginePortMessage = 'nodewise:engine-port';

/** Path of the browser host's WebSocket. */
export const rpcPath = '/rpc';

/** Names of the messages between Electron's main process and its preload script. */
export const hostChannel = {
  connectEngine: 'engine:connect',
  enginePort: 'engine:port',
  engineState: 'engine:state',
  watchEngine: 'engine:watch',
  chooseFolder: 'choose:folder',
  chooseFiles: 'choose:files',
  chooseSaveFolder: 'choose:save-folder',
} as const;
