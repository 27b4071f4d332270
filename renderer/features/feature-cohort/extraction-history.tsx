import type { WireError } from '#contract/errors.ts';
import type { Extraction } from '#contract/procedures/feature-cohort.ts';
import { describeError } from '#contract/sentences.ts';
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { dateTime } from '../../ui/format.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './feature-cohort.module.css';
import { countsOf, endingOf } from './extraction-sentence.ts';

/** Every extraction of several cases, the newest open, with the cases that failed and why. */
export function ExtractionHistory({ onClose }: { readonly onClose: () => void }) {
  const { query, reload } = useQuery('features.extractions', {}, { topics: ['features'] });
  return (
    <Modal opened onClose={onClose} title="Extractions" size={820}>
      {query.status === 'loading' && <SkeletonRows rows={4} label="Loading the extractions" />}
      {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
      {query.status === 'ready' && query.value.length === 0 && (
        <p className={styles.quiet}>
          No features of several cases were extracted yet. Select cases in the list to begin.
        </p>
      )}
      {query.status === 'ready' && query.value.length > 0 && <History extractions={query.value} />}
    </Modal>
  );
}

function History({ extractions }: { readonly extractions: readonly Extraction[] }) {
  const [chosenId, setChosenId] = useState(extractions[0].id);
  const chosen = extractions.find(({ id }) => id === chosenId) ?? extractions[0];
  return (
    <div className={styles.history}>
      <ul className={styles.runs} aria-label="Extractions, newest first">
        {extractions.map((extraction) => (
          <li key={extraction.id}>
            <button
              type="button"
              className={styles.run}
              aria-pressed={extraction.id === chosen.id}
              onClick={() => setChosenId(extraction.id)}
            >
              <span>{dateTime(extraction.startedAt)}</span>
              <span className={styles.quiet}>{countsOf(extraction)}</span>
            </button>
          </li>
        ))}
      </ul>
      <section className={styles.outcome} aria-label="The chosen extraction">
        <p>
          {countsOf(chosen)}. {endingOf(chosen)}
        </p>
        {chosen.failed.length > 0 ? (
          <div className={styles.failures}>
            <DataTable
              key={chosen.id}
              label="Cases that failed"
              records={chosen.failed.map((failure) => ({ ...failure, id: failure.caseId }))}
              columns={failureColumns}
              initialSort={{ column: 'case', direction: 'asc' }}
            />
          </div>
        ) : (
          <p className={styles.quiet}>No case failed.</p>
        )}
      </section>
    </div>
  );
}

type Failure = Extraction['failed'][number] & { readonly id: string };

const failureColumns: readonly Column<Failure>[] = [
  {
    key: 'case',
    title: 'Case',
    width: 110,
    sortValue: (failure) => failure.code ?? failure.caseId,
    cell: (failure) => <span className="mono">{failure.code ?? failure.caseId}</span>,
  },
  {
    key: 'reason',
    title: 'Why it has no features',
    sortValue: reason,
    cell: (failure) => <span title={reason(failure)}>{reason(failure)}</span>,
  },
];

function reason({ error }: Failure): string {
  return describeError(error as WireError);
}
