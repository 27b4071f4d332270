/** What the injected runtime finds in the page: the ways back to Node. */
interface Outward {
  readonly standInSend: (channel: string, args: unknown) => Promise<void>;
  readonly standInInvoke: (
    channel: string,
    args: unknown,
  ) => Promise<{ readonly value?: unknown; readonly error?: string }>;
  readonly standInPort: (id: number, data: unknown) => Promise<void>;
}

/** The ways into the page. */
export interface Inward {
  readonly standIn: {
    readonly require: (name: string) => unknown;
    readonly emit: (channel: string, args: unknown, ports: readonly number[]) => void;
    readonly portData: (id: number, data: unknown) => void;
    readonly portClosed: (id: number) => void;
  };
}

/**
 * Electron's renderer module for a preload script. It runs inside the page, so that it may use
 * nothing from outside its own body. Unlike Electron's, it shares the page's world.
 */
export function pageRuntime(): void {
  type Listener = (event: { ports: readonly MessagePort[] }, ...args: unknown[]) => void;
  const outward = window as unknown as Outward;
  const listeners = new Map<string, Listener[]>();
  const ports = new Map<number, MessagePort>();

  const toJson = (value: unknown): unknown => {
    if (value instanceof ArrayBuffer) return toJson(new Uint8Array(value));
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return { $bytes: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
    }
    if (Array.isArray(value)) return value.map(toJson);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
  };
  const fromJson = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fromJson);
    if (typeof value !== 'object' || value === null) return value;
    if ('$bytes' in value) {
      return Uint8Array.from(atob(String(value.$bytes)), (letter) => letter.charCodeAt(0));
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromJson(item)]));
  };

  const ipcRenderer = {
    on: (channel: string, listener: Listener) =>
      void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    send: (channel: string, ...args: unknown[]) => void outward.standInSend(channel, toJson(args)),
    invoke: async (channel: string, ...args: unknown[]) => {
      const { value, error } = await outward.standInInvoke(channel, toJson(args));
      if (error !== undefined) {
        throw new Error(`Error invoking remote method '${channel}': ${error}`);
      }
      return fromJson(value);
    },
  };
  const contextBridge = {
    exposeInMainWorld: (key: string, api: object) =>
      Object.defineProperty(window, key, { value: Object.freeze(api) }),
  };
  // A file of a test never came from a disk; Electron answers the same for such a one.
  const webUtils = { getPathForFile: () => '' };

  function openPort(id: number): MessagePort {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => void outward.standInPort(id, toJson(data));
    ports.set(id, port1);
    return port2;
  }

  const standIn: Inward['standIn'] = {
    require: (name) => {
      if (name !== 'electron') throw new Error(`module not found: ${name}`);
      return { ipcRenderer, contextBridge, webUtils };
    },
    emit: (channel, args, ids) => {
      const event = { ports: ids.map(openPort) };
      const values = fromJson(args) as unknown[];
      for (const listener of listeners.get(channel) ?? []) listener(event, ...values);
    },
    portData: (id, data) => ports.get(id)?.postMessage(fromJson(data)),
    portClosed: (id) => ports.get(id)?.close(),
  };
  Object.assign(window, { standIn });
}
