import type { CohortPatient, EligibilityRule, FactName } from '#contract/procedures/cohort.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { noValue } from '../../../ui/format.ts';
import {
  byHand,
  factText,
  factTitle,
  factWords,
  labelWord,
  standingWords,
} from '../cohort-words.ts';

/** A patient as a row; its code is the row's name. */
export type PatientRow = CohortPatient & { readonly id: string };

/** Facts that stand in every list, most asked for first. */
const usual: readonly FactName[] = [
  'hospital',
  'ageYears',
  'sex',
  'density',
  'location',
  'ctr',
  'diameterCm',
  'cT',
  'cN',
  'sliceThicknessMm',
  'contrast',
  'intervalDays',
];

/** Why patients are out, in the flowchart's words. */
export interface ReasonWords {
  readonly rules: readonly EligibilityRule[];
  /** Reasons of those taken out by hand, by code of the patient. */
  readonly hand: ReadonlyMap<string, string>;
}

/** Where the patient ended and why; the fact of the chosen rule first among the facts. */
export function patientColumns(
  words: ReasonWords,
  asked: FactName | null,
): readonly Column<PatientRow>[] {
  const facts = asked === null ? usual : [asked, ...usual.filter((fact) => fact !== asked)];
  return [
    {
      key: 'code',
      title: 'Patient',
      hint: 'Enter or a double click opens the case',
      width: 104,
      sortValue: (row) => row.code,
      cell: (row) => <span className="mono">{row.code}</span>,
    },
    {
      key: 'pN',
      title: 'pN',
      width: 56,
      sortValue: (row) => row.label,
      text: (row) => labelWord(row.label),
      cell: (row) => labelWord(row.label),
    },
    ...(asked === null ? [] : [{ ...factColumn(asked), width: askedWidth }]),
    {
      key: 'standing',
      title: 'Where',
      width: 132,
      sortValue: (row) => standingWords[row.standing],
      cell: (row) => standingWords[row.standing],
    },
    {
      key: 'why',
      title: 'Why',
      hint: 'The first rule that takes the patient out, or why there is no partner',
      width: 190,
      sortValue: (row) => whyText(row, words),
      cell: (row) => cut(whyText(row, words)),
    },
    {
      key: 'also',
      title: 'Also fails',
      hint: 'Other rules that would take the patient out, were the first one off',
      width: 150,
      sortValue: (row) => alsoText(row, words),
      cell: (row) => cut(alsoText(row, words)),
    },
    {
      key: 'pair',
      title: 'Pair',
      align: 'right',
      width: 56,
      sortValue: (row) => row.pair,
      cell: (row) => row.pair ?? noValue,
    },
    ...facts.filter((fact) => fact !== asked).map(factColumn),
  ];
}

/** The fact that a rule asks for is what one looks for: it has room. */
const askedWidth = 150;

function factColumn(fact: FactName): Column<PatientRow> {
  const { kind, name } = factWords[fact];
  return {
    key: fact,
    title: factTitle(fact),
    hint: name,
    align: kind === 'number' ? 'right' : 'left',
    width: Math.max(kind === 'number' ? 72 : 96, 36 + 7 * factTitle(fact).length),
    sortValue: (row) => {
      const value = row.facts[fact];
      return typeof value === 'number' ? value : value == null ? null : factText(value);
    },
    cell: (row) => cut(factText(row.facts[fact])),
  };
}

/** Why a patient is not in a set, in words; null for who is. */
export function whyText(row: CohortPatient, { rules, hand }: ReasonWords): string | null {
  if (row.excludedBy === byHand) return `By hand: ${hand.get(row.code) ?? 'no reason is kept'}`;
  if (row.excludedBy !== null) return reasonOf(rules, row.excludedBy);
  if (row.standing === 'unmatched') return row.unmatchedReason;
  if (row.standing !== 'no-part') return null;
  return row.label === null ? 'pN not recorded' : 'The hospital has no part';
}

function alsoText(row: CohortPatient, { rules }: ReasonWords): string | null {
  const others = row.fails.filter((code) => code !== row.excludedBy && code !== byHand);
  return others.length === 0 ? null : others.map((code) => reasonOf(rules, code)).join('; ');
}

function reasonOf(rules: readonly EligibilityRule[], code: string): string {
  return rules.find((rule) => rule.code === code)?.reason ?? code;
}

/** Long words end in an ellipsis and are whole on hover. */
function cut(words: string | null) {
  if (words === null) return noValue;
  return (
    <span title={words} style={{ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis' }}>
      {words}
    </span>
  );
}
