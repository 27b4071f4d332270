import type { Job, LibraryChange } from '#contract/procedures/jobs.ts';
import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from './engine.ts';
import { useEngine, usePerson } from './engine-context.tsx';

/** What the engine tells of its own accord, subscribed once for the whole window. */
export interface LibraryFeed {
  /** Every job by id, oldest first. */
  readonly jobs: StoreApi<ReadonlyMap<string, Job>>;
  /** Calls back on each change of the library; returns the way to stop. */
  readonly onChange: (listener: (change: LibraryChange) => void) => () => void;
}

const FeedContext = createContext<LibraryFeed | null>(null);

/** Follows jobs and changes while somebody is signed in. */
export function LibraryFeedProvider({ children }: { readonly children: ReactNode }) {
  const engine = useEngine();
  const personId = usePerson()?.id;
  const [feed] = useState(createFeed);
  useEffect(() => {
    if (personId === undefined) return;
    const stop = new AbortController();
    feed.jobs.setState(new Map(), true);
    void follow(engine, feed, stop.signal);
    return () => stop.abort();
  }, [engine, feed, personId]);
  return <FeedContext value={feed}>{children}</FeedContext>;
}

export function useFeed(): LibraryFeed {
  const feed = use(FeedContext);
  if (!feed) throw new Error('no LibraryFeedProvider above this component');
  return feed;
}

/** Jobs that are waiting or at work, oldest first. */
export function useRunningJobs(): readonly Job[] {
  const all = useStore(useFeed().jobs);
  return [...all.values()].filter((job) => !jobEnded(job));
}

/** The present state of one job; undefined while none is followed or it is not known yet. */
export function useJob(jobId: string | null): Job | undefined {
  return useStore(useFeed().jobs, (all) => (jobId === null ? undefined : all.get(jobId)));
}

export function jobEnded(job: Job): boolean {
  return job.state !== 'queued' && job.state !== 'running';
}

interface Feed extends LibraryFeed {
  readonly announce: (change: LibraryChange) => void;
}

function createFeed(): Feed {
  const listeners = new Set<(change: LibraryChange) => void>();
  return {
    jobs: createStore<ReadonlyMap<string, Job>>(() => new Map()),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    announce: (change) => {
      for (const listener of listeners) listener(change);
    },
  };
}

async function follow(engine: Engine, feed: Feed, signal: AbortSignal): Promise<void> {
  const jobs = async () => {
    for await (const job of engine.watch('jobs.watch', {}, { signal }))
      feed.jobs.setState((all) => new Map(all).set(job.id, job), true);
  };
  const changes = async () => {
    for await (const change of engine.watch('library.watch', {}, { signal })) feed.announce(change);
  };
  // A refused stream means that the sign-in ended, which the sign-in store tells the window.
  await Promise.allSettled([jobs(), changes()]);
}
