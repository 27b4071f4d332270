import type { CaseDetail } from '#contract/procedures/cases.ts';
import type { FeatureSet } from '#contract/procedures/risk.ts';
import { Button } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { StatusItem } from '../../ui/bar-slots.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useKeys } from '../../ui/keys.ts';
import { notifyDone } from '../../ui/notify.tsx';
import { toTsv } from '../../ui/tsv.ts';
import { leastCases } from './cohort-histogram.tsx';
import { FeatureBar } from './feature-bar.tsx';
import { featureColumns } from './feature-columns.tsx';
import { FeaturePanel } from './feature-panel.tsx';
import { featureRows, filterRows, noFilter } from './feature-rows.ts';
import styles from './features-page.module.css';
import { ResponsePanel } from './response-panel.tsx';

/** The features of a case as a table, with the chosen one explained beside it. */
export function FeatureBrowser({
  detail,
  set,
}: {
  readonly detail: CaseDetail;
  readonly set: FeatureSet;
}) {
  const { query: standing } = useQuery(
    'features.percentiles',
    { caseId: detail.id },
    { topics: ['features', 'masks', 'cases'] },
  );
  const [filter, setFilter] = useState(noFilter);
  const [currentId, setCurrentId] = useState<string | null>(set.values[0]?.column ?? null);
  const search = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => search.current?.focus() });

  const cohort = standing.status === 'ready' ? standing.value : null;
  const rows = useMemo(() => {
    const known = cohort && cohort.cases >= leastCases ? cohort.percentiles : {};
    return featureRows(set.values, known);
  }, [set, cohort]);
  const shown = useMemo(() => filterRows(rows, filter), [rows, filter]);
  const current = rows.find((row) => row.id === currentId) ?? null;
  const images = useMemo(() => [...new Set(set.values.map((value) => value.image))], [set]);
  // The picture follows the chosen feature; another image can be looked at beside it meanwhile.
  const [picked, setPicked] = useState<{ beside: string | null; image: string } | null>(null);
  const image = picked?.beside === currentId ? picked.image : (current?.image ?? images[0]);
  const mask = detail.masks.find(({ id }) => id === set.maskId);

  const copy = async () => {
    await navigator.clipboard.writeText(toTsv(shown, featureColumns));
    notifyDone(`${shown.length} rows copied for a spreadsheet.`);
  };

  return (
    <div className={styles.page}>
      <FeatureBar
        rows={rows}
        shown={shown.length}
        filter={filter}
        onFilter={setFilter}
        searchRef={search}
        onCopy={() => void copy()}
      />
      <div className={styles.body}>
        <div className={styles.table}>
          {shown.length === 0 ? (
            <EmptyState
              icon={IconSearchOff}
              title="No feature matches"
              action={<Button onClick={() => setFilter(noFilter)}>Show all</Button>}
            >
              Search by a part of the name, an IBSI code or a word of the meaning.
            </EmptyState>
          ) : (
            <DataTable
              label="Features"
              records={shown}
              columns={featureColumns}
              initialSort={{ column: 'number', direction: 'asc' }}
              currentId={currentId}
              onCurrent={(row) => setCurrentId(row.id)}
            />
          )}
        </div>
        <div className={styles.side}>
          <ResponsePanel
            caseId={detail.id}
            maskId={set.maskId}
            images={images}
            image={image}
            onImage={(wanted) => setPicked({ beside: currentId, image: wanted })}
          />
          <FeaturePanel row={current} set={set} maskVersion={mask?.version ?? null} />
        </div>
      </div>
      <StatusItem label="Features">
        {shown.length === rows.length ? rows.length : `${shown.length} of ${rows.length}`}
      </StatusItem>
      {cohort && <StatusItem label="Cases with features">{cohort.cases}</StatusItem>}
    </div>
  );
}
