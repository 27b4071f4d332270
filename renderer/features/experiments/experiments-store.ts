import { AppError, type WireError } from '#contract/errors.ts';
import type { Experiment } from '#contract/procedures/experiments.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../api/engine.ts';
import { applyEvent, missesRun, nothingLive, withLive, type LiveRuns } from './live-runs.ts';

/** What the station knows; `listed` is null before the first answer. */
export interface ExperimentsState {
  readonly listed: readonly Experiment[] | null;
  readonly live: LiveRuns;
  readonly error: WireError | null;
}

export interface ExperimentsStore extends StoreApi<ExperimentsState> {
  /** Asks for the list again, as after an experiment was made. */
  readonly load: () => Promise<void>;
  /** Keeps everything live until the signal aborts, over lost connections, too. */
  readonly follow: (signal: AbortSignal) => Promise<void>;
}

export function experimentsStore(engine: Engine): ExperimentsStore {
  const store = createStore<ExperimentsState>(() => ({
    listed: null,
    live: nothingLive,
    error: null,
  }));
  let loading = false;

  const load = async () => {
    loading = true;
    const reply = await engine.call('experiments.list', {});
    loading = false;
    // What is shown stays; the stream subscribes again once there is an engine.
    if (!reply.ok && reply.error.code === 'engine-lost') return;
    store.setState(reply.ok ? { listed: reply.value, error: null } : { error: reply.error });
  };

  const follow = async (signal: AbortSignal) => {
    try {
      for await (const event of engine.watch('experiments.watch', {}, { signal })) {
        store.setState(({ live }) => ({ live: applyEvent(live, event) }));
        const { listed, live } = store.getState();
        if (event.kind === 'run' && !loading && missesRun(listed ?? [], live)) void load();
      }
    } catch (error) {
      if (error instanceof AppError) store.setState({ error: error.toWire() });
      else throw error;
    }
  };

  return { ...store, load, follow };
}

/** The experiments as they are now, newest first; null while they are not known. */
export function experimentsOf({ listed, live }: ExperimentsState): readonly Experiment[] | null {
  if (!listed) return null;
  return withLive(listed, live).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}
