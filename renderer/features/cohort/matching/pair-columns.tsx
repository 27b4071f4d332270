import type { CohortPatient, FactName, MatchSettings } from '#contract/procedures/cohort.ts';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { Badge } from '../../../ui/badge.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { fixed } from '../../../ui/format.ts';
import { factText, factTitle, factWords, standingWords } from '../cohort-words.ts';
import { isBroken, pairDifference, type PairRow } from './pair-rows.ts';

/** The two of each pair side by side, in what they were matched by. */
export function pairColumns({ exact, calipers }: MatchSettings): readonly Column<PairRow>[] {
  return [
    {
      key: 'pair',
      title: 'Pair',
      align: 'right',
      width: 56,
      sortValue: (row) => row.pair,
      cell: (row) => row.pair,
    },
    code('positive', 'pN+'),
    code('negative', 'pN-'),
    ...calipers.flatMap(({ fact }) => differenceColumns(fact)),
    ...exact.map((fact): Column<PairRow> => ({
      key: fact,
      title: factTitle(fact),
      hint: 'The same in both',
      sortValue: ({ positive }) => factText(positive.facts[fact]),
      cell: ({ positive }) => factText(positive.facts[fact]),
    })),
    {
      key: 'set',
      title: 'Set',
      hint: 'Where the split has put the pair',
      width: 190,
      sortValue: (row) => setText(row),
      cell: (row) =>
        isBroken(row) ? (
          <Badge tone="warn" icon={IconArrowsSplit2} word={setText(row)} title="Broken pair" />
        ) : (
          setText(row)
        ),
    },
  ];
}

function code(side: 'positive' | 'negative', title: string): Column<PairRow> {
  return {
    key: side,
    title,
    width: 104,
    sortValue: (row) => row[side].code,
    cell: (row) => <span className="mono">{row[side].code}</span>,
  };
}

function differenceColumns(fact: FactName): Column<PairRow>[] {
  const { name, unit } = factWords[fact];
  const of = (side: 'positive' | 'negative', sign: string): Column<PairRow> => ({
    key: `${fact} ${side}`,
    title: `${name} ${sign}`,
    hint: unit,
    align: 'right',
    width: 64 + 8 * name.length,
    sortValue: (row) => sortable(row[side].facts[fact]),
    cell: (row) => factText(row[side].facts[fact]),
  });
  return [
    of('positive', 'pN+'),
    of('negative', 'pN-'),
    {
      key: `${fact} difference`,
      title: unit === '' ? 'Difference' : `Difference, ${unit}`,
      hint: `${name}: pN+ minus pN-`,
      align: 'right',
      width: 132,
      sortValue: (row) => {
        const difference = pairDifference(row, fact);
        return difference === null ? null : Math.abs(difference);
      },
      text: (row) => String(pairDifference(row, fact) ?? ''),
      cell: (row) => signed(pairDifference(row, fact)),
    },
  ];
}

function sortable(value: CohortPatient['facts'][FactName]): number | null {
  return typeof value === 'number' ? value : null;
}

function signed(difference: number | null): string {
  if (difference === null) return fixed(null, 0);
  const size = String(Number(Math.abs(difference).toFixed(2)));
  return difference === 0 ? '0' : `${difference > 0 ? '+' : '\u2212'}${size}`;
}

function setText({ positive, negative }: PairRow): string {
  return positive.standing === negative.standing
    ? standingWords[positive.standing]
    : `${standingWords[positive.standing]} / ${standingWords[negative.standing].toLowerCase()}`;
}
