import type { BalanceRow, FactName } from '#contract/procedures/cohort.ts';
import type { TableCell, TableDocument } from '#contract/evaluation/table-document.ts';
import { headCell, maybeCell, numberCell, reasonsOf, textCell } from './cells.ts';
import { marks } from './study-names.ts';

/** An absolute SMD above this is flagged. */
export const smdLimit = 0.1;

/** Facts as tables and figures print them. */
const factTitles: { readonly [F in FactName]: string } = {
  pN: 'pN',
  histology: 'Histology',
  cT: 'cT stage',
  cN: 'cN stage',
  cM: 'cM stage',
  ctr: 'CTR',
  density: 'Density',
  location: 'Location',
  diameterCm: 'Maximum Diameter (cm)',
  ageYears: 'Age (years)',
  sex: 'Gender',
  hospital: 'Hospital',
  contrast: 'Contrast',
  sliceThicknessMm: 'Slice thickness (mm)',
  intervalDays: 'CT to surgery (days)',
  lymphNodeAssessment: 'Lymph node assessment',
  previousTherapy: 'Previous therapy',
  imaged: 'CT in the library',
  readable: 'Readable CT',
  masked: 'Tumour mask',
};

/** Name of a row of the balance: its fact, and the level of a categorical one. */
export function balanceTitle({ fact, level }: Pick<BalanceRow, 'fact' | 'level'>): string {
  if (level === null) return factTitles[fact];
  return `${factTitles[fact]}: ${level.charAt(0).toUpperCase()}${level.slice(1)}`;
}

/** How alike pN+ and pN- are before and after matching. */
export function balanceDocument(rows: readonly BalanceRow[]): TableDocument {
  const body = rows.map((row) => [
    textCell(balanceTitle(row)),
    smdCell(row.before),
    smdCell(row.after),
    ratioCell(row, row.varianceRatioBefore),
    ratioCell(row, row.varianceRatioAfter),
  ]);
  const sides = ['Before', 'After', 'Before', 'After'];
  return {
    title: 'Balance. pN+ and pN- before and after matching',
    head: [
      [
        textCell('Characteristics', { rowSpan: 2 }),
        headCell('SMD', { columnSpan: 2 }),
        headCell('Variance Ratio', { columnSpan: 2 }),
      ],
      sides.map((title) => headCell(title)),
    ],
    body,
    footnotes: [
      'SMD Standardised mean difference, pN+ minus pN-',
      `${marks.study} Absolute SMD above ${smdLimit}`,
      ...reasonsOf(body),
    ],
  };
}

function smdCell(smd: number | null): TableCell {
  if (smd === null) return maybeCell(null, 3, 'no spread in either group');
  return numberCell(smd, 3, Math.abs(smd) > smdLimit ? marks.study : '');
}

function ratioCell({ level }: BalanceRow, ratio: number | null): TableCell {
  // A level's share decides its variance, so a ratio would say nothing that the SMD does not.
  if (level !== null && ratio === null) return textCell('');
  return maybeCell(ratio, 3, 'no spread in one group');
}
