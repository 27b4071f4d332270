import { Button } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { StatusItem } from '../../ui/bar-slots.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.ts';
import { FailedPage, ListPage } from '../../ui/list-page.tsx';
import { notifyError } from '../../ui/notify.tsx';
import { goTo, type Route } from '../../ui/routes.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { CohortList } from './cohort-list.tsx';
import { CohortView } from './cohort-view.tsx';
import { nextName } from './next-name.ts';
import { showNewCohort, useNewCohort } from './new-cohort.ts';
import { NewCohortDialog } from './new-cohort-dialog.tsx';

export type CohortPlace = Extract<Route, { readonly station: 'cohort' }>;

/** Who is in the study: the cohorts at the left, and the desks of the one that is open. */
export function CohortPage({ place }: { readonly place: CohortPlace }) {
  const { query, reload } = useQuery('cohorts.list', {}, { topics: ['cohorts'] });
  const asked = useNewCohort();
  // Who leaves with the dialog open does not find it here later.
  useEffect(() => () => showNewCohort(null), []);
  useKeys({ n: () => showNewCohort({ from: null }) });

  if (query.status === 'failed') {
    return <FailedPage error={query.error} retry={reload} />;
  }
  const cohorts = query.status === 'ready' ? query.value : null;
  const open = cohorts?.find(({ id }) => id === place.cohortId) ?? cohorts?.[0];
  const names = cohorts?.map(({ name }) => name) ?? [];
  return (
    <>
      {cohorts?.length === 0 ? (
        <NoCohort onMade={reload} />
      ) : (
        <ListPage
          list={
            <>
              <Button
                fullWidth
                leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
                rightSection={<Kbd keys="n" />}
                onClick={() => showNewCohort({ from: null })}
              >
                New cohort
              </Button>
              {cohorts ? (
                <CohortList cohorts={cohorts} place={place} currentId={open?.id ?? null} />
              ) : (
                <SkeletonRows rows={4} height={44} label="Loading the cohorts" />
              )}
            </>
          }
        >
          {open && (
            <CohortView key={open.id} cohortId={open.id} desk={place.desk} onRemoved={reload} />
          )}
        </ListPage>
      )}
      {cohorts && <StatusItem label="Cohorts">{cohorts.length}</StatusItem>}
      {asked && (
        <NewCohortDialog
          from={asked.from}
          names={names}
          onMade={reload}
          onClose={() => showNewCohort(null)}
        />
      )}
    </>
  );
}

function NoCohort({ onMade }: { readonly onMade: () => void }) {
  const engine = useEngine();
  const make = async () => {
    const reply = await engine.call('cohorts.create', { name: nextName('Cohort', []) });
    if (!reply.ok) return notifyError(reply.error);
    onMade();
    goTo({ station: 'cohort', cohortId: reply.value.id, desk: 'flowchart' });
  };
  return (
    <EmptyState
      icon={IconUsersGroup}
      title="No cohort yet"
      action={
        <Button variant="filled" onClick={() => void make()}>
          Begin with the study’s rules
        </Button>
      }
    >
      A cohort says who is in the study and why everybody else is not: rules of eligibility, pairs
      of pN+ and pN- patients, and the sets that train and test. Every step can be undone until the
      cohort is locked; then its results can be counted on.
    </EmptyState>
  );
}
