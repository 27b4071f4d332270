import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { DocumentTable } from '../../../ui/table-document.tsx';
import { TableDesk } from '../view/table-desk.tsx';
import styles from '../view/view.module.css';
import { FindingsTable } from './findings-table.tsx';

const parts = ['findings', 'table1', 'table2', 'table3'] as const;
type Part = (typeof parts)[number];

const partWords: { readonly [P in Part]: string } = {
  findings: 'Checked',
  table1: 'Table 1',
  table2: 'Table 2',
  table3: 'Table 3',
};

/** What the study printed: its numbers held against each other, and beside the run's. */
export function PublishedDesk({ evaluationId }: { readonly evaluationId: string | null }) {
  const [part, setPart] = useState<Part>('findings');
  const { query, reload } = useQuery('evaluation.published', {});
  if (query.status === 'failed') return <ErrorNote error={query.error} retry={reload} />;
  return (
    <div className={styles.figures}>
      <div className={styles.bar}>
        <SegmentedControl
          aria-label="Of the published study"
          value={part}
          onChange={(value) => setPart(value)}
          data={parts.map((value) => ({ value, label: partWords[value] }))}
        />
      </div>
      {query.status === 'loading' && (
        <SkeletonRows rows={12} height={24} label="Loading the published study" />
      )}
      {query.status === 'ready' && part === 'findings' && (
        <FindingsTable findings={query.value.findings} />
      )}
      {query.status === 'ready' && part !== 'findings' && (
        <div className={styles.pair}>
          <DocumentTable document={query.value[part]} />
          {evaluationId !== null && (
            <TableDesk key={part} evaluationId={evaluationId} table={part} />
          )}
        </div>
      )}
    </div>
  );
}
