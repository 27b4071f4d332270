import { hospitalPart, type CohortView } from '#contract/procedures/cohort.ts';
import { SegmentedControl } from '@mantine/core';
import type { CohortStore } from '../cohort-store.ts';
import { counted } from '../cohort-words.ts';
import styles from './sets.module.css';

type Part = 'none' | 'development' | 'test-1' | 'test-2';

const partWords: { readonly [P in Part]: string } = {
  development: 'Development',
  'test-1': 'Test 1',
  'test-2': 'Test 2',
  none: 'No part',
};

/** What each hospital's patients are for. */
export function HospitalParts({
  store,
  view,
}: {
  readonly store: CohortStore;
  readonly view: CohortView;
}) {
  const { hospitals: parts } = view.plan;
  const choose = (hospital: string, part: Part) =>
    void store.change('hospitals', ({ hospitals }) => {
      const others = Object.entries(hospitals).filter(([name]) => name !== hospital);
      const chosen = hospitalPart.safeParse(part);
      return {
        name: `Hospital ${hospital}: ${partWords[part].toLowerCase()}`,
        plan: {
          hospitals: Object.fromEntries(
            chosen.success ? [...others, [hospital, chosen.data]] : others,
          ),
        },
      };
    });
  if (view.hospitals.length === 0) {
    return <p className={styles.quiet}>No patient of the library has a hospital on record.</p>;
  }
  return (
    <ul className={styles.hospitals} aria-label="Hospitals and their parts">
      {view.hospitals.map(({ hospital, n }) => (
        <li key={hospital}>
          <span className={styles.hospital}>Hospital {hospital}</span>
          <span className={styles.quiet}>{counted(n, 'patient')}</span>
          <SegmentedControl
            aria-label={`Part of hospital ${hospital}`}
            disabled={view.locked !== null}
            value={parts[hospital] ?? 'none'}
            onChange={(part) => choose(hospital, part)}
            data={(['development', 'test-1', 'test-2', 'none'] as const).map((value) => ({
              value,
              label: partWords[value],
            }))}
          />
        </li>
      ))}
    </ul>
  );
}
