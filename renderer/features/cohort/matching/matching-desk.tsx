import type { CohortPatient, CohortView } from '#contract/procedures/cohort.ts';
import { SegmentedControl } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import type { CohortState, CohortStore } from '../cohort-store.ts';
import { factWords, measured } from '../cohort-words.ts';
import { balanceSentence } from './balance-words.ts';
import { LovePlot } from './love-plot.tsx';
import { MatchSettingsForm } from './match-settings-form.tsx';
import styles from './matching.module.css';
import { pairRows } from './pair-rows.ts';
import { PairsTable, UnmatchedTable } from './pairs-table.tsx';

interface Props {
  readonly store: CohortStore;
  readonly view: CohortView;
  readonly patients: readonly CohortPatient[];
  readonly state: CohortState;
}

type Shown = 'balance' | 'pairs' | 'unmatched';

/** Pairs of pN+ and pN- who are alike: what is asked of them, what came out, and who has nobody. */
export function MatchingDesk({ store, view, patients, state }: Props) {
  const [shown, setShown] = useState<Shown>('balance');
  const pairs = useMemo(() => pairRows(patients), [patients]);
  const alone = patients.filter(({ standing }) => standing === 'unmatched');
  const { matching, plan } = view;
  const { failure, preview } = state;
  const closest = plan.match.calipers[0].fact;
  return (
    <div className={styles.desk}>
      <aside className={styles.settings} aria-label="Matching">
        <MatchSettingsForm store={store} view={view} />
        {failure?.at === 'matching' && <ErrorNote error={failure.error} />}
      </aside>
      <div className={styles.results}>
        <dl className={styles.numbers} data-stale={preview !== null}>
          <Count name="Development" n={(preview ?? view.flow).development.n} />
          <Count name="Pairs" n={matching ? pairsOf(state, matching.pairs) : null} />
          <Count
            name="Without a partner"
            n={matching ? (preview ?? view.flow).unmatched.n : null}
          />
          <div>
            <dt>Sum of differences, {factWords[closest].name.toLowerCase()}</dt>
            <dd>{matching && !preview ? measured(closest, tidy(matching.distance)) : '–'}</dd>
          </div>
        </dl>
        {matching && plan.matched ? (
          <>
            <div className={styles.bar}>
              <SegmentedControl
                aria-label="Show of the matching"
                value={shown}
                onChange={(value) => setShown(value)}
                data={[
                  { value: 'balance', label: 'Balance' },
                  { value: 'pairs', label: `Pairs, ${pairs.length}` },
                  { value: 'unmatched', label: `Without a partner, ${alone.length}` },
                ]}
              />
              <p className={styles.sentence}>
                {shown === 'balance' && balanceSentence(matching.balance)}
              </p>
            </div>
            <div className={styles.shown} data-stale={isBehind(state, shown)}>
              {shown === 'balance' && <LovePlot rows={matching.balance} />}
              {shown === 'pairs' && <PairsTable pairs={pairs} match={plan.match} />}
              {shown === 'unmatched' && <UnmatchedTable patients={alone} />}
            </div>
          </>
        ) : plan.matched ? (
          <SkeletonRows rows={12} label="Matching" />
        ) : (
          <EmptyState icon={IconUsers} title="Nobody is paired">
            Switch “Pair pN+ with pN-” on to see who would stand beside whom, and how alike the two
            groups become.
          </EmptyState>
        )}
      </div>
    </div>
  );
}

function Count({ name, n }: { readonly name: string; readonly n: number | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{n ?? '–'}</dd>
    </div>
  );
}

/** Whether something is typed or stored that what is shown does not follow yet. */
function isBehind({ preview, stale }: CohortState, shown: Shown): boolean {
  return stale || (preview !== null && shown === 'balance');
}

/** While a width is typed, the pairs are known from who has nobody. */
function pairsOf({ preview }: CohortState, stored: number): number {
  return preview ? (preview.development.n - preview.unmatched.n) / 2 : stored;
}

/** Sums carry rounding: 41.300000000000004 is 41.3. */
function tidy(sum: number): number {
  return Number(sum.toFixed(2));
}
