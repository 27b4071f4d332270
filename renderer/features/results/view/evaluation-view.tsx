import type { EvaluationResult } from '#contract/evaluation/result.ts';
import { Tabs } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '../../../api/use-query.ts';
import { Badge } from '../../../ui/badge.tsx';
import { StatusItem } from '../../../ui/bar-slots.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { goTo, resultTabs, type ResultTab } from '../../../ui/routes.ts';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { PublishedDesk } from '../published/published-desk.tsx';
import { counted, tabWords, thresholdWords } from '../results-words.ts';
import { ExportButton } from './export-button.tsx';
import { FiguresDesk } from './figures-desk.tsx';
import { OverviewDesk } from './overview-desk.tsx';
import { RadiomicsDesk } from './radiomics-desk.tsx';
import { TableDesk } from './table-desk.tsx';
import styles from './view.module.css';

interface Props {
  readonly cohortId: string;
  readonly evaluationId: string;
  readonly tab: ResultTab;
}

/** A stored evaluation: its numbers, tables, figures and tests, and the way out of the program. */
export function EvaluationView({ cohortId, evaluationId, tab }: Props) {
  const { query, reload } = useQuery('evaluation.get', { evaluationId });
  const open = (to: ResultTab) => goTo({ station: 'results', cohortId, evaluationId, tab: to });
  useKeys(Object.fromEntries(resultTabs.map((each, n) => [String(n + 1), () => open(each)])));

  if (query.status !== 'ready') {
    return (
      <div className={styles.loading}>
        {query.status === 'failed' ? (
          <ErrorNote error={query.error} retry={reload} />
        ) : (
          <SkeletonRows rows={12} height={40} label="Loading the evaluation" />
        )}
      </div>
    );
  }
  const result = query.value;
  return (
    <article className={styles.view} aria-label="Evaluation">
      <Head evaluationId={evaluationId} result={result} />
      <Tabs
        className={styles.tabs}
        value={tab}
        onChange={(to) => open(resultTabs.find((each) => each === to) ?? tab)}
      >
        <Tabs.List>
          {resultTabs.map((each, n) => (
            <Tabs.Tab key={each} value={each} title={`Key ${n + 1}`}>
              {tabWords[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel key={tab} value={tab} className={styles.desk}>
          <Desk {...{ cohortId, evaluationId, tab, result }} />
        </Tabs.Panel>
      </Tabs>
      <StatusItem label="Models">{result.models.length}</StatusItem>
      <StatusItem label="Patients">{result.sets.reduce((sum, { n }) => sum + n, 0)}</StatusItem>
    </article>
  );
}

function Head({
  evaluationId,
  result,
}: {
  readonly evaluationId: string;
  readonly result: EvaluationResult;
}) {
  const { models, settings } = result;
  const { mode } = settings.threshold;
  return (
    <header className={styles.head}>
      <h1>{counted(models.length, 'model')}</h1>
      {mode === 'paper' ? (
        <Badge
          tone="warn"
          icon={IconAlertTriangle}
          word="optimistic thresholds"
          title="Chosen on each set by itself, as in the paper."
        />
      ) : (
        <span>thresholds {thresholdWords[mode]}</span>
      )}
      {models.some(({ synthetic }) => synthetic) && (
        <Badge
          tone="warn"
          icon={IconAlertTriangle}
          word="synthetic"
          title="Learned from synthetic patients: these numbers mean nothing for people."
        />
      )}
      <span className={styles.spacer} />
      <ExportButton evaluationId={evaluationId} />
    </header>
  );
}

function Desk({ cohortId, evaluationId, tab, result }: Props & { result: EvaluationResult }) {
  switch (tab) {
    case 'overview':
      return <OverviewDesk evaluationId={evaluationId} result={result} />;
    case 'table1':
    case 'table2':
    case 'table3':
    case 'subgroups':
      return <TableDesk evaluationId={evaluationId} table={tab} />;
    case 'tests':
      return <TableDesk evaluationId={evaluationId} table="delong" />;
    case 'figures':
      return <FiguresDesk evaluationId={evaluationId} />;
    case 'radiomics':
      return <RadiomicsDesk cohortId={cohortId} modelIds={result.models.map(({ id }) => id)} />;
    case 'published':
      return <PublishedDesk evaluationId={evaluationId} />;
  }
}
