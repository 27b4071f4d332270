import type { CohortView } from '#contract/procedures/cohort.ts';
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { dateTime } from '../../../ui/format.ts';
import { Facts, Section } from '../../../ui/section.tsx';
import type { CohortState, CohortStore } from '../cohort-store.ts';
import { HashText } from '../hash-text.tsx';
import styles from './sets.module.css';

/** Fixes the cohort for good, so that what is measured on it can be counted on. */
export function LockSection({
  store,
  view,
  failure,
}: {
  readonly store: CohortStore;
  readonly view: CohortView;
  readonly failure: CohortState['failure'];
}) {
  const [busy, setBusy] = useState(false);
  const { locked } = view;
  const lock = async () => {
    setBusy(true);
    await store.ask('cohorts.lock', 'lock');
    setBusy(false);
  };
  if (locked) {
    return (
      <Section title="Locked">
        <div className={styles.lock}>
          <Facts
            facts={[
              ['Locked', dateTime(locked.at)],
              ['By', locked.by],
              ['SHA-256', <HashText key="hash" hash={locked.hash} whole />],
            ]}
          />
          <p className={styles.quiet}>
            The hash is of the list of pairs and sets. Whoever has the same list has the same hash,
            on any machine; every export of its results carries it.
          </p>
        </div>
      </Section>
    );
  }
  return (
    <Section title="Lock">
      <div className={styles.lock}>
        <p>Locking fixes what results stand on:</p>
        <ul>
          <li>the rules, who was taken out by hand, and why</li>
          <li>the pairs and the patients of each set, with a hash to check them by</li>
          <li>the test sets: their hospitals cannot be learned from in another cohort</li>
        </ul>
        <p className={styles.quiet}>
          It cannot be undone. A copy as a new cohort can be changed at any time.
        </p>
        {failure?.at === 'lock' && <ErrorNote error={failure.error} />}
        <div className={styles.act}>
          <Button
            variant="filled"
            loading={busy}
            leftSection={<IconLock size={16} stroke={1.5} aria-hidden />}
            onClick={() => void lock()}
          >
            Lock this cohort
          </Button>
        </div>
      </div>
    </Section>
  );
}
