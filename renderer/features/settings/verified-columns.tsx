import type { CheckedValue } from '#contract/procedures/verification.ts';
import { IconAlertTriangle, IconCircleCheck, IconCircleOff } from '@tabler/icons-react';
import { Badge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { featureNumber } from '../../ui/feature-text.ts';
import { noValue } from '../../ui/format.ts';
import type { VerifiedRow } from './verification-rows.ts';
import styles from './settings-page.module.css';

export const outcomeWords: { readonly [O in CheckedValue['outcome']]: string } = {
  passed: 'Passed',
  failed: 'Failed',
  'not implemented': 'Not implemented',
};

const looks = {
  passed: { tone: 'good', icon: IconCircleCheck },
  failed: { tone: 'bad', icon: IconAlertTriangle },
  'not implemented': { tone: 'quiet', icon: IconCircleOff },
} as const;

/** Columns of the table of verified values. */
export const verifiedColumns: readonly Column<VerifiedRow>[] = [
  {
    key: 'where',
    title: 'Part',
    hint: 'Phantom and configuration',
    width: 150,
    sortValue: (row) => row.where,
    cell: (row) => row.where,
  },
  {
    key: 'what',
    title: 'Feature',
    hint: 'Hover a feature for its family and our column',
    sortValue: (row) => row.what,
    cell: (row) => (
      <span className={styles.feature} title={titleOf(row)}>
        {row.what}
      </span>
    ),
  },
  {
    key: 'ibsi',
    title: 'IBSI',
    hint: 'Identifier in the IBSI reference manuals',
    width: 60,
    sortValue: (row) => row.ibsi,
    cell: (row) => (row.ibsi ? <span className="mono">{row.ibsi}</span> : noValue),
  },
  numberColumn('value', 'Value', 'What this installation computes'),
  numberColumn('reference', 'Reference', 'Consensus of the initiative'),
  numberColumn('tolerance', 'Tolerance', 'Difference that the initiative grants'),
  {
    key: 'outcome',
    title: 'Outcome',
    width: 132,
    sortValue: (row) => row.outcome,
    cell: ({ outcome }) => <Badge {...looks[outcome]} word={outcomeWords[outcome]} />,
  },
];

/** The whole name, since a narrow window cuts it, with the family and our column. */
function titleOf({ what, family, column }: VerifiedRow): string {
  return `${what} (${column ? `${family}: ${column}` : family})`;
}

function numberColumn(
  key: 'value' | 'reference' | 'tolerance',
  title: string,
  hint: string,
): Column<VerifiedRow> {
  return {
    ...{ key, title, hint, align: 'right', width: 88 },
    sortValue: (row) => row[key],
    cell: (row) => {
      const number = row[key];
      return number === null ? (
        noValue
      ) : (
        <span title={String(number)}>{featureNumber(number)}</span>
      );
    },
  };
}
