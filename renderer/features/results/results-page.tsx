import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '../../api/use-query.ts';
import { StatusItem } from '../../ui/bar-slots.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedPage, ListPage } from '../../ui/list-page.tsx';
import { goTo, type Route } from '../../ui/routes.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { EvaluationList } from './evaluation-list.tsx';
import { PublishedAlone } from './published/published-alone.tsx';
import { SetupDesk } from './setup/setup-desk.tsx';
import { EvaluationView } from './view/evaluation-view.tsx';

export type ResultsPlace = Extract<Route, { readonly station: 'results' }>;

/** What models are worth on the sets of a locked cohort: evaluations at the left, the open one beside. */
export function ResultsPage({ place }: { readonly place: ResultsPlace }) {
  const { query, reload } = useQuery('cohorts.list', {}, { topics: ['cohorts'] });
  if (query.status === 'loading') {
    return <ListPage list={<SkeletonRows rows={4} height={44} label="Loading the cohorts" />} />;
  }
  if (query.status === 'failed') return <FailedPage error={query.error} retry={reload} />;
  const locked = query.value.filter((cohort) => cohort.locked);
  const open = locked.find(({ id }) => id === place.cohortId) ?? locked.at(0);
  if (!open) return <NoCohort draftId={query.value.at(0)?.id ?? null} />;
  const at = { ...place, cohortId: open.id };
  return (
    <ListPage list={<EvaluationList cohorts={locked} place={at} />}>
      <Opened key={`${open.id} ${place.evaluationId}`} place={at} />
      <StatusItem label="Cohort">{open.name}</StatusItem>
    </ListPage>
  );
}

function Opened({ place }: { readonly place: ResultsPlace & { readonly cohortId: string } }) {
  const { cohortId, evaluationId, tab } = place;
  if (evaluationId !== null) return <EvaluationView {...{ cohortId, evaluationId, tab }} />;
  return tab === 'published' ? <PublishedAlone /> : <SetupDesk cohortId={cohortId} />;
}

/** Nothing is judged on patients that may still change. */
function NoCohort({ draftId }: { readonly draftId: string | null }) {
  return (
    <EmptyState
      icon={IconLock}
      title="No locked cohort yet"
      action={
        <Button
          variant="filled"
          onClick={() => goTo({ station: 'cohort', cohortId: draftId, desk: 'sets' })}
        >
          {draftId === null ? 'Begin a cohort' : 'Go to the cohort and lock it'}
        </Button>
      }
    >
      Results are told of patients that no longer change. Lock a cohort; then models are fitted on
      its training set and judged on the others, and Tables 1 to 3, the figures and the tests are
      made of that.
    </EmptyState>
  );
}
