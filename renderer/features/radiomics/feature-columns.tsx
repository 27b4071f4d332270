import type { Column } from '../../ui/data-table.tsx';
import { featureNumber, unitSign } from '../../ui/feature-text.ts';
import { noValue } from '../../ui/format.ts';
import type { FeatureRow } from './feature-rows.ts';

/** Columns of the feature table. */
export const featureColumns: readonly Column<FeatureRow>[] = [
  {
    key: 'number',
    title: 'No.',
    hint: 'Place among the columns of the preset',
    align: 'right',
    width: 48,
    sortValue: (row) => row.number,
    cell: (row) => row.number,
  },
  {
    key: 'name',
    title: 'Feature',
    hint: 'Hover a feature for what it measures',
    sortValue: (row) => row.name,
    cell: (row) => <span title={row.definition}>{row.name}</span>,
  },
  {
    key: 'image',
    title: 'Image',
    hint: 'Filter through which the CT was seen',
    width: 156,
    sortValue: (row) => row.image,
    cell: (row) => row.image,
  },
  {
    key: 'family',
    title: 'Family',
    width: 84,
    sortValue: (row) => row.family,
    cell: (row) => row.family,
  },
  {
    key: 'value',
    title: 'Value',
    hint: 'Shown with four digits; a copy has all of them',
    align: 'right',
    width: 88,
    sortValue: (row) => row.value,
    cell: (row) => <span title={String(row.value)}>{featureNumber(row.value)}</span>,
  },
  {
    key: 'unit',
    title: 'Unit',
    width: 70,
    sortValue: (row) => row.unit,
    cell: (row) => unitSign(row.unit) || noValue,
  },
  {
    key: 'ibsi',
    title: 'IBSI',
    hint: 'Identifier in the IBSI reference manual, for features that follow its definition',
    width: 58,
    sortValue: (row) => row.ibsi,
    cell: (row) => (row.ibsi ? <span className="mono">{row.ibsi}</span> : noValue),
  },
  {
    key: 'percentile',
    title: 'Percentile',
    hint: 'Share of the cases with features whose value is smaller',
    align: 'right',
    width: 88,
    sortValue: (row) => row.percentile,
    cell: (row) => (row.percentile === null ? noValue : Math.round(100 * row.percentile)),
  },
];
