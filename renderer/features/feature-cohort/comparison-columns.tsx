import type { Column } from '../../ui/data-table.tsx';
import { featureNumber } from '../../ui/feature-text.ts';
import { fixed, noValue } from '../../ui/format.ts';
import type { ComparedColumn } from './comparison-sentence.ts';

type Row = ComparedColumn & { readonly id: string };

/** Columns of the comparison; a copy has every digit. */
export const comparisonColumns: readonly Column<Row>[] = [
  {
    key: 'column',
    title: 'Column',
    sortValue: (row) => row.column,
    cell: (row) => <span className="mono">{row.column}</span>,
  },
  {
    key: 'moved',
    title: 'Cases moved',
    hint: 'Cases whose two values are not the same number',
    align: 'right',
    width: 104,
    sortValue: (row) => row.moved,
    cell: (row) => row.moved,
  },
  {
    key: 'oneSided',
    title: 'One value',
    hint: 'Cases in which only one of the two has a value',
    align: 'right',
    width: 92,
    sortValue: (row) => row.oneSided,
    cell: (row) => row.oneSided,
  },
  {
    key: 'absolute',
    title: 'Largest |a − b|',
    hint: 'In the unit of the column',
    align: 'right',
    width: 116,
    sortValue: (row) => row.maxAbsolute,
    cell: (row) => featureNumber(row.maxAbsolute),
  },
  {
    key: 'relative',
    title: 'Largest relative',
    hint: 'Largest |a − b| divided by the larger of |a| and |b|',
    align: 'right',
    width: 120,
    sortValue: (row) => row.maxRelative,
    cell: (row) => featureNumber(row.maxRelative),
  },
  {
    key: 'worst',
    title: 'In case',
    hint: 'The case with the largest relative difference',
    width: 92,
    sortValue: (row) => row.worstCase,
    cell: (row) =>
      row.worstCase === null ? noValue : <span className="mono">{row.worstCase}</span>,
  },
  {
    key: 'agreement',
    title: 'ICC(2,1)',
    hint: 'Absolute agreement over the cases; needs at least three',
    align: 'right',
    width: 84,
    sortValue: (row) => row.agreement,
    cell: (row) => fixed(row.agreement, 3),
  },
  {
    key: 'consistency',
    title: 'ICC(3,1)',
    hint: 'Consistency over the cases: a shift of one side does not matter',
    align: 'right',
    width: 84,
    sortValue: (row) => row.consistency,
    cell: (row) => fixed(row.consistency, 3),
  },
];
