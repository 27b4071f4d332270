import type { Input } from '#contract/contract.ts';
import type { WireError } from '#contract/errors.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../api/engine.ts';
import type { NamedFile } from './collect-files.ts';
import { uploadFiles } from './upload.ts';

/** Where an import of this window stands. The job itself is followed through the feed. */
export type ImportState =
  | { readonly status: 'idle' }
  | { readonly status: 'sending'; readonly sent: number; readonly total: number }
  | { readonly status: 'running'; readonly jobId: string; readonly importId: string }
  | { readonly status: 'failed'; readonly error: WireError };

export type ImportSource = Input<'import.start'>;

export interface Importer {
  readonly state: StoreApi<ImportState>;
  /** Imports what already lies on the engine's machine. */
  readonly start: (source: ImportSource) => Promise<void>;
  /** Sends files first, then imports them. */
  readonly send: (files: readonly NamedFile[]) => Promise<void>;
  /** Stops sending. A running import is cancelled as a job. */
  readonly stop: () => void;
  readonly reset: () => void;
}

const importers = new WeakMap<Engine, Importer>();

/** The window's one importer: it works on while another station is shown. */
export function importerOf(engine: Engine): Importer {
  const importer = importers.get(engine) ?? createImporter(engine);
  importers.set(engine, importer);
  return importer;
}

function createImporter(engine: Engine): Importer {
  const state = createStore<ImportState>(() => ({ status: 'idle' }));
  const set = (next: ImportState) => state.setState(next, true);
  let sending: AbortController | null = null;

  const start = async (source: ImportSource) => {
    const reply = await engine.call('import.start', source);
    set(
      reply.ok ? { status: 'running', ...reply.value } : { status: 'failed', error: reply.error },
    );
  };

  const send = async (files: readonly NamedFile[]) => {
    sending?.abort();
    const control = new AbortController();
    sending = control;
    const total = files.length;
    set({ status: 'sending', sent: 0, total });
    try {
      const reply = await uploadFiles(engine, {
        files,
        signal: control.signal,
        onProgress: (sent) => set({ status: 'sending', sent, total }),
      });
      if (reply.ok) await start(reply.value);
      else set({ status: 'failed', error: reply.error });
    } catch {
      // Only our own abort rejects.
      set({ status: 'idle' });
    }
  };

  return {
    state,
    start,
    send,
    stop: () => sending?.abort(),
    reset: () => set({ status: 'idle' }),
  };
}
