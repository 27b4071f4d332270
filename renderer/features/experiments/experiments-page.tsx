import type { Experiment } from '#contract/procedures/experiments.ts';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useConnection, useEngine } from '../../api/engine-context.tsx';
import { useFeed } from '../../api/library-feed.tsx';
import { useKeys } from '../../ui/keys.ts';
import { goTo } from '../../ui/routes.ts';
import { DevicesDialog } from './devices-dialog.tsx';
import { showDialog, useDialog } from './dialogs.ts';
import { ExperimentsBody, type ExperimentsPlace } from './experiments-body.tsx';
import { experimentsStore } from './experiments-store.ts';
import { NewExperimentDialog } from './new/new-experiment-dialog.tsx';

/** Training of networks: what was and is computed, and the way to begin more. */
export function ExperimentsPage({ place }: { readonly place: ExperimentsPlace }) {
  const engine = useEngine();
  const [store] = useState(() => experimentsStore(engine));
  const feed = useFeed();
  const connected = useConnection() === 'connected';
  const dialog = useDialog();
  const state = useStore(store);

  useEffect(() => {
    if (connected) void store.load();
  }, [store, connected]);
  useEffect(() => {
    const stop = new AbortController();
    void store.follow(stop.signal);
    return () => stop.abort();
  }, [store]);
  useEffect(
    () => feed.onChange(({ topic }) => topic === 'experiments' && void store.load()),
    [feed, store],
  );
  // Who leaves by the back button with a dialog open does not find it here later.
  useEffect(() => () => showDialog('none'), []);
  useKeys({ n: () => showDialog('new') });

  const close = () => showDialog('none');
  const started = async (made: Experiment) => {
    await store.load();
    close();
    goTo({ station: 'experiments', experimentId: made.id, runId: made.runs[0]?.id ?? null });
  };

  return (
    <>
      <ExperimentsBody state={state} place={place} retry={() => void store.load()} />
      {dialog === 'new' && (
        <NewExperimentDialog
          number={(state.listed?.length ?? 0) + 1}
          onStarted={(made) => void started(made)}
          onClose={close}
        />
      )}
      {dialog === 'devices' && <DevicesDialog onClose={close} />}
    </>
  );
}
