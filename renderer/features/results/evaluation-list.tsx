import type { Output } from '#contract/contract.ts';
import { Button, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { dateTime } from '../../ui/format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.ts';
import { LinkList } from '../../ui/link-list.tsx';
import { goTo, hashOf } from '../../ui/routes.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './results-page.module.css';
import type { ResultsPlace } from './results-page.tsx';
import { counted, modeWord } from './results-words.ts';

/** The cohort, its evaluations, newest first, and the published study. */
export function EvaluationList({
  cohorts,
  place,
}: {
  readonly cohorts: Output<'cohorts.list'>;
  readonly place: ResultsPlace & { readonly cohortId: string };
}) {
  const { cohortId, evaluationId, tab } = place;
  const { query, reload } = useQuery(
    'evaluation.list',
    { cohortId },
    { topics: ['evaluations', 'cohorts'] },
  );
  const fresh = { ...place, evaluationId: null, tab: 'overview' } as const;
  const published = { ...fresh, tab: 'published' } as const;
  useKeys({ n: () => goTo(fresh) });
  return (
    <>
      <Select
        label="Locked cohort"
        allowDeselect={false}
        value={cohortId}
        data={cohorts.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => id !== null && goTo({ ...fresh, cohortId: id })}
      />
      <Button
        fullWidth
        leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
        rightSection={<Kbd keys="n" />}
        onClick={() => goTo(fresh)}
      >
        New evaluation
      </Button>
      {query.status === 'loading' && (
        <SkeletonRows rows={3} height={44} label="Loading the evaluations" />
      )}
      {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
      {query.status === 'ready' && query.value.length === 0 && (
        <p className={styles.quiet}>No evaluation of this cohort yet.</p>
      )}
      {query.status === 'ready' && query.value.length > 0 && (
        <LinkList
          label="Evaluations"
          links={query.value.map(({ id, createdAt, models, mode }) => ({
            href: hashOf({ ...place, evaluationId: id, tab: evaluationId ? tab : 'overview' }),
            name: dateTime(createdAt),
            facts: `${counted(models, 'model')}, ${modeWord(mode)}`,
            current: id === evaluationId,
          }))}
        />
      )}
      <div className={styles.last}>
        <LinkList
          label="Published"
          links={[
            {
              ...{ name: 'Published study', facts: 'as printed, and checked' },
              href: hashOf(published),
              current: evaluationId === null && tab === 'published',
            },
          ]}
        />
      </div>
    </>
  );
}
