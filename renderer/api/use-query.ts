import type { CallName, Input, Output } from '#contract/contract.ts';
import type { WireError } from '#contract/errors.ts';
import type { LibraryChange } from '#contract/procedures/jobs.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useConnection, useEngine } from './engine-context.tsx';
import { useFeed } from './library-feed.tsx';

/** What a screen knows of something it asked for. A refresh keeps the value that is shown. */
export type Query<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly error: WireError };

export interface QueryOptions {
  /** Topics of library changes after which the answer is asked for again. */
  readonly topics?: readonly LibraryChange['topic'][];
  /** Only changes of this case count, and those of no case in particular. */
  readonly caseId?: string;
}

/** Changes that come within this time, ms, are one reason to ask again: an import makes many. */
const gatherMs = 100;

/**
 * Asks once, and again after a change of the library, a reconnect or a call of `reload`. A new
 * name or input starts over with `loading`.
 */
export function useQuery<N extends CallName>(
  name: N,
  input: Input<N>,
  { topics = [], caseId }: QueryOptions = {},
): { readonly query: Query<Output<N>>; readonly reload: () => void } {
  const engine = useEngine();
  const feed = useFeed();
  const connected = useConnection() === 'connected';
  const key = JSON.stringify([name, input]);
  const topicKey = topics.join(' ');
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; query: Query<Output<N>> } | null>(null);
  const reload = useCallback(() => setAsked((n) => n + 1), []);
  const newestInput = useRef(input);
  useEffect(() => {
    newestInput.current = input;
  });

  useEffect(() => {
    if (!connected) return;
    const stop = new AbortController();
    engine.call(name, newestInput.current, { signal: stop.signal }).then(
      (reply) => {
        if (!reply.ok && reply.error.code === 'engine-lost') return;
        if (stop.signal.aborted) return;
        const query: Query<Output<N>> = reply.ok
          ? { status: 'ready', value: reply.value }
          : { status: 'failed', error: reply.error };
        setAnswer({ key, query });
      },
      // Only an abort rejects: the component went away or asks something else now.
      () => undefined,
    );
    return () => stop.abort();
  }, [engine, name, key, asked, connected]);

  useEffect(() => {
    if (topicKey === '') return;
    const wanted = topicKey.split(' ');
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const stop = feed.onChange((change) => {
      const mine = caseId === undefined || change.caseId === null || change.caseId === caseId;
      if (!mine || !wanted.includes(change.topic)) return;
      waiting ??= setTimeout(() => {
        waiting = undefined;
        reload();
      }, gatherMs);
    });
    return () => {
      clearTimeout(waiting);
      stop();
    };
  }, [feed, topicKey, caseId, reload]);

  return { query: answer?.key === key ? answer.query : { status: 'loading' }, reload };
}
