import type { CohortView } from '#contract/procedures/cohort.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { Section } from '../../../ui/section.tsx';
import type { CohortState, CohortStore } from '../cohort-store.ts';
import { HospitalParts } from './hospital-parts.tsx';
import { LockSection } from './lock-section.tsx';
import { SetsTable } from './sets-table.tsx';
import { SplitForm } from './split-form.tsx';
import styles from './sets.module.css';

interface Props {
  readonly store: CohortStore;
  readonly view: CohortView;
  readonly state: CohortState;
}

/** What each hospital is for, how development is split, the sets that come of it, and the lock. */
export function SetsDesk({ store, view, state }: Props) {
  const { failure, preview } = state;
  return (
    <div className={styles.desk}>
      <div className={styles.column}>
        <Section
          title="Hospitals"
          note="Tests are whole hospitals that nothing is learned from. One without a part is left out."
        >
          <HospitalParts store={store} view={view} />
          {failure?.at === 'hospitals' && <ErrorNote error={failure.error} />}
        </Section>
        <Section title="Split of the development patients">
          <SplitForm store={store} view={view} />
          {failure?.at === 'split' && <ErrorNote error={failure.error} />}
        </Section>
      </div>
      <div className={styles.column}>
        <Section title="Sets">
          <SetsTable flow={preview ?? view.flow} />
        </Section>
        <LockSection store={store} view={view} failure={failure} />
      </div>
    </div>
  );
}
