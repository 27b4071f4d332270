import { describeFlag } from '#contract/flag-sentences.ts';
import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { SeverityIcon } from '../../ui/badge.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Section } from '../../ui/section.tsx';
import type { DeskSession } from './desk-session.ts';
import { HistoryList } from './history-list.tsx';
import { MeasuresList } from './measures-list.tsx';
import { ProposalList } from './proposal-list.tsx';
import styles from './side-panel.module.css';
import { VersionList } from './version-list.tsx';

/** What is known about the mask and the case, and the way to finish. */
export function SidePanel({
  session,
  onDone,
}: {
  readonly session: DeskSession;
  readonly onDone: () => void;
}) {
  const { flags } = session.parts.detail;
  const empty = useStore(session.store, (s) => s.counts.every((count) => count === 0));
  const busy = useStore(session.store, (s) => s.work !== null);
  return (
    <div className={styles.panel}>
      <div className={styles.parts}>
        <HistoryList session={session} />
        <MeasuresList session={session} />
        <ProposalList session={session} />
        <VersionList session={session} />
        {flags.length > 0 && (
          <Section
            title={flags.length === 1 ? '1 note on this CT' : `${flags.length} notes on this CT`}
          >
            <ul className={styles.flags}>
              {flags.map((flag, at) => (
                <li key={at}>
                  <SeverityIcon severity={flag.severity} />
                  <span>{describeFlag(flag)}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
      <div className={styles.done}>
        {empty && <p>The mask is empty: draw the tumour, or choose a proposal.</p>}
        <Button
          aria-label="Done"
          variant="filled"
          fullWidth
          disabled={empty || busy}
          rightSection={<Kbd keys="Ctrl+S" />}
          onClick={onDone}
        >
          Done
        </Button>
      </div>
    </div>
  );
}
