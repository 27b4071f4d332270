import type { ConsistencyFinding } from '#contract/procedures/evaluation.ts';
import { SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Badge } from '../../../ui/badge.tsx';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { noValue } from '../../../ui/format.ts';
import styles from './findings.module.css';

type Verdict = ConsistencyFinding['verdict'];
type Row = ConsistencyFinding & { readonly id: string; readonly place: string };

const verdicts = {
  'cannot-be-right': {
    many: 'Cannot be right',
    look: { tone: 'warn', icon: IconAlertTriangle, word: 'cannot be right' },
  },
  'not-recomputable': {
    many: 'Cannot be told',
    look: { tone: 'quiet', icon: IconHelpCircle, word: 'cannot be told' },
  },
  agrees: { many: 'Agree', look: { tone: 'good', icon: IconCircleCheck, word: 'agrees' } },
} as const satisfies { readonly [V in Verdict]: unknown };

const order: readonly Verdict[] = ['cannot-be-right', 'not-recomputable', 'agrees'];

const columns: readonly Column<Row>[] = [
  {
    key: 'table',
    title: 'Where',
    width: 76,
    sortValue: (row) => row.table,
    cell: (row) => row.table,
  },
  {
    key: 'place',
    title: 'Row',
    width: 236,
    sortValue: (row) => row.place,
    cell: (row) => <span title={row.place}>{row.place}</span>,
  },
  {
    key: 'quantity',
    title: 'Number',
    width: 140,
    sortValue: (row) => row.quantity,
    cell: (row) => row.quantity,
  },
  {
    key: 'printed',
    title: 'Printed',
    align: 'right',
    width: 148,
    sortValue: (row) => row.printed,
    cell: (row) => row.printed,
  },
  {
    key: 'recomputed',
    title: 'Recomputed',
    hint: 'From the other numbers that the study printed',
    align: 'right',
    width: 104,
    sortValue: (row) => row.recomputed,
    cell: (row) => row.recomputed ?? noValue,
  },
  {
    key: 'verdict',
    title: 'Verdict, and how it is known',
    sortValue: (row) => order.indexOf(row.verdict),
    text: (row) => [verdicts[row.verdict].look.word, row.remark].filter(Boolean).join(': '),
    cell: (row) => (
      <span className={styles.verdict}>
        <Badge {...verdicts[row.verdict].look} />
        {row.remark}
      </span>
    ),
  },
];

/** Every printed number that others of the study can be held against, the impossible ones first. */
export function FindingsTable({ findings }: { readonly findings: readonly ConsistencyFinding[] }) {
  const [shown, setShown] = useState<Verdict>('cannot-be-right');
  const [currentId, setCurrentId] = useState<string | null>(null);
  const rows = useMemo(
    () =>
      findings.flatMap((finding, n) =>
        finding.verdict === shown ? [{ ...finding, id: String(n) }] : [],
      ),
    [findings, shown],
  );
  return (
    <div className={styles.findings}>
      <SegmentedControl
        aria-label="Verdict"
        value={shown}
        onChange={(value) => setShown(value)}
        data={order.map((value) => ({
          value,
          label: `${verdicts[value].many} (${findings.filter(({ verdict }) => verdict === value).length})`,
        }))}
      />
      <p className={styles.note}>
        A number cannot be right where no whole numbers of patients give it together with the other
        numbers of its row, or where a test of the printed counts gives another one.
      </p>
      <div className={styles.table}>
        <DataTable
          key={shown}
          label="Printed numbers held against each other"
          records={rows}
          columns={columns}
          initialSort={{ column: 'table', direction: 'asc' }}
          currentId={currentId}
          onCurrent={(row) => setCurrentId(row.id)}
        />
      </div>
    </div>
  );
}
