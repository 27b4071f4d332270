import type { WireError } from '#contract/errors.ts';
import { useCallback, useEffect, useState } from 'react';
import { useConnection, useEngine } from './engine-context.tsx';

interface Wanted<Value> {
  /** A `bulkPath`; null asks for nothing. */
  readonly path: string | null;
  /** What the answer follows from besides its path: where it changes, it is asked for again. */
  readonly basis?: string;
  /** Reads a whole body; the same function each time. */
  readonly unpack: (body: ArrayBuffer) => Value;
}

export interface BulkAnswer<Value> {
  /** The newest one that came; that of another path while the wanted one is on its way. */
  readonly value: Value | null;
  /** Why the wanted one cannot be shown. */
  readonly error: WireError | null;
  readonly reload: () => void;
}

/** Fetches what the engine makes for a path; while another one is made the last one stays. */
export function useBulk<Value>({ path, basis, unpack }: Wanted<Value>): BulkAnswer<Value> {
  const engine = useEngine();
  const connected = useConnection() === 'connected';
  const [value, setValue] = useState<Value | null>(null);
  const [failed, setFailed] = useState<{ path: string; error: WireError } | null>(null);
  const [asked, setAsked] = useState(0);
  const reload = useCallback(() => setAsked((n) => n + 1), []);

  useEffect(() => {
    if (!connected || path === null) return;
    const stop = new AbortController();
    const ask = async () => {
      const reply = await engine.bulkFetch(path, { signal: stop.signal });
      // A lost engine comes back, and is asked again then.
      if (!reply.ok && reply.error.code === 'engine-lost') return;
      if (!reply.ok) return setFailed({ path, error: reply.error });
      const unpacked = unpack(await reply.value.arrayBuffer());
      setValue(() => unpacked);
      setFailed(null);
    };
    // Only our own abort rejects: another path is wanted.
    ask().catch(() => undefined);
    return () => stop.abort();
  }, [engine, connected, path, basis, unpack, asked]);

  return { value, error: path !== null && failed?.path === path ? failed.error : null, reload };
}
