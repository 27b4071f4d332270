import type { TableDocument, TableName } from '#contract/evaluation/table-document.ts';
import { Switch } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { describeError } from '#contract/sentences.ts';
import { useState } from 'react';
import { useQuery } from '../../../api/use-query.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { DocumentTable } from '../../../ui/table-document.tsx';

/** What the study's own tables can tell beyond their layout. */
const further: { readonly [T in TableName]?: string } = {
  table1: 'With tests and differences',
  table2: 'With means of the AUCs',
  table3: 'With means of the AUCs',
};

/** A table of a stored evaluation as it is printed. */
export function TableDesk({
  evaluationId,
  table,
}: {
  readonly evaluationId: string;
  readonly table: TableName;
}) {
  const [extended, setExtended] = useState(false);
  const { query, reload } = useQuery('evaluation.table', { evaluationId, table, extended });
  // The plain table stays in view while the extended one is on its way, and the other way round.
  const [kept, setKept] = useState<TableDocument | null>(null);
  if (query.status === 'ready' && query.value !== kept) setKept(query.value);
  const more = further[table];
  if (query.status === 'failed') {
    return query.error.code === 'nothing-to-show' ? (
      <EmptyState icon={IconTable} title="Not in this evaluation">
        {describeError(query.error)}
      </EmptyState>
    ) : (
      <ErrorNote error={query.error} retry={reload} />
    );
  }
  if (!kept) return <SkeletonRows rows={12} height={24} label="Loading the table" />;
  return (
    <DocumentTable
      document={kept}
      actions={
        more && (
          <Switch
            size="xs"
            label={more}
            checked={extended}
            onChange={(event) => setExtended(event.currentTarget.checked)}
          />
        )
      }
    />
  );
}
