import type { CohortPatient, MatchSettings } from '#contract/procedures/cohort.ts';
import { IconUserCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { noValue } from '../../../ui/format.ts';
import { factText, labelWord } from '../cohort-words.ts';
import { pairColumns } from './pair-columns.tsx';
import type { PairRow } from './pair-rows.ts';

/** Every pair by its number. */
export function PairsTable({
  pairs,
  match,
}: {
  readonly pairs: readonly PairRow[];
  readonly match: MatchSettings;
}) {
  const [currentId, setCurrentId] = useState<string | null>(null);
  const columns = useMemo(() => pairColumns(match), [match]);
  if (pairs.length === 0) {
    return (
      <EmptyState icon={IconUserCheck} title="No pair fits">
        Ask for less: fewer variables that must be the same, or a larger difference.
      </EmptyState>
    );
  }
  return (
    <DataTable
      key={columns.length}
      label="Pairs"
      records={pairs}
      columns={columns}
      initialSort={{ column: 'pair', direction: 'asc' }}
      currentId={currentId}
      onCurrent={(row) => setCurrentId(row.id)}
    />
  );
}

type Row = CohortPatient & { readonly id: string };

const unmatchedColumns: readonly Column<Row>[] = [
  {
    key: 'code',
    title: 'Patient',
    width: 104,
    sortValue: (row) => row.code,
    cell: (row) => <span className="mono">{row.code}</span>,
  },
  {
    key: 'pN',
    title: 'pN',
    width: 60,
    sortValue: (row) => row.label,
    text: (row) => labelWord(row.label),
    cell: (row) => labelWord(row.label),
  },
  {
    key: 'age',
    title: 'Age, years',
    align: 'right',
    width: 88,
    sortValue: (row) => (typeof row.facts.ageYears === 'number' ? row.facts.ageYears : null),
    cell: (row) => factText(row.facts.ageYears),
  },
  {
    key: 'why',
    title: 'Why, and who came nearest',
    sortValue: (row) => row.unmatchedReason,
    cell: (row) => <span style={{ whiteSpace: 'normal' }}>{row.unmatchedReason ?? noValue}</span>,
  },
];

/** Who has no partner, why, and who came nearest. */
export function UnmatchedTable({ patients }: { readonly patients: readonly CohortPatient[] }) {
  const [currentId, setCurrentId] = useState<string | null>(null);
  if (patients.length === 0) {
    return (
      <EmptyState icon={IconUserCheck} title="Everybody has a partner">
        No development patient is left over.
      </EmptyState>
    );
  }
  return (
    <DataTable
      label="Patients without a partner"
      records={patients.map((patient) => ({ ...patient, id: patient.code }))}
      columns={unmatchedColumns}
      initialSort={{ column: 'pN', direction: 'desc' }}
      currentId={currentId}
      onCurrent={(row) => setCurrentId(row.id)}
    />
  );
}
