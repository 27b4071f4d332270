import type { Run } from '#contract/procedures/experiments.ts';
import { useEffect, useRef } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './run-view.module.css';

/** The last lines that a run wrote; read again after each epoch and change of state. */
export function RunLog({ run }: { readonly run: Run }) {
  const { query, reload } = useQuery('experiments.log', { runId: run.id });
  const box = useRef<HTMLPreElement>(null);
  const following = useRef(true);

  const moment = `${run.state} ${run.epochs.length}`;
  const seen = useRef(moment);
  useEffect(() => {
    if (seen.current === moment) return;
    seen.current = moment;
    reload();
  }, [moment, reload]);

  const lines = query.status === 'ready' ? query.value : [];
  const newest = lines.at(-1);
  useEffect(() => {
    // Who has scrolled up reads; the newest line is followed only from the end.
    if (box.current && following.current) box.current.scrollTop = box.current.scrollHeight;
  }, [newest]);

  return (
    <Section title="Log">
      {query.status === 'failed' ? (
        <ErrorNote error={query.error} retry={reload} />
      ) : (
        <pre
          ref={box}
          className={styles.log}
          tabIndex={0}
          aria-label="Log of the run"
          onScroll={({ currentTarget: at }) => {
            following.current = at.scrollHeight - at.scrollTop - at.clientHeight < 8;
          }}
        >
          {lines.length > 0 ? lines.join('\n') : 'Nothing is written yet.'}
        </pre>
      )}
    </Section>
  );
}
