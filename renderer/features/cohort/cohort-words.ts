import type { CohortPatient, FactName, FactValue } from '#contract/procedures/cohort.ts';
import { noValue } from '../../ui/format.ts';

export interface FactWords {
  readonly name: string;
  /** Printed after a number; empty where there is none. */
  readonly unit: string;
  readonly kind: 'number' | 'text' | 'yes-no';
}

/** Every fact by the name that screens print. */
export const factWords: { readonly [F in FactName]: FactWords } = {
  pN: text('pN'),
  histology: text('Histology'),
  cT: text('cT'),
  cN: text('cN'),
  cM: text('cM'),
  ctr: number('Consolidation ratio', ''),
  density: text('Density'),
  location: text('Location'),
  diameterCm: number('Diameter', 'cm'),
  ageYears: number('Age', 'years'),
  sex: text('Sex'),
  hospital: text('Hospital'),
  contrast: yesNo('Contrast agent'),
  sliceThicknessMm: number('Slice thickness', 'mm'),
  intervalDays: number('CT to surgery', 'days'),
  lymphNodeAssessment: yesNo('Lymph node assessment'),
  previousTherapy: yesNo('Previous therapy'),
  imaged: yesNo('CT in the library'),
  readable: yesNo('CT complete and readable'),
  masked: yesNo('Tumour mask'),
};

function text(name: string): FactWords {
  return { name, unit: '', kind: 'text' };
}

function number(name: string, unit: string): FactWords {
  return { name, unit, kind: 'number' };
}

function yesNo(name: string): FactWords {
  return { name, unit: '', kind: 'yes-no' };
}

/** A fact with its unit, as a column or a field is headed: "Slice thickness, mm". */
export function factTitle(fact: FactName): string {
  const { name, unit } = factWords[fact];
  return unit === '' ? name : `${name}, ${unit}`;
}

/** A fact's value as a cell prints it. */
export function factText(value: FactValue | undefined): string {
  if (value === null || value === undefined) return noValue;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  // Stored measurements carry more digits than were measured.
  return typeof value === 'number' ? String(Number(value.toFixed(3))) : value;
}

/** A number with the unit of its fact: "2 mm". */
export function measured(fact: FactName, value: number): string {
  const { unit } = factWords[fact];
  return unit === '' ? String(value) : `${value} ${unit}`;
}

export const standingWords: { readonly [S in CohortPatient['standing']]: string } = {
  excluded: 'Excluded',
  'no-part': 'No part',
  unmatched: 'Unmatched',
  training: 'Training',
  validation: 'Internal validation',
  'test-1': 'Test 1',
  'test-2': 'Test 2',
};

export function labelWord(label: CohortPatient['label']): string {
  if (label === null) return noValue;
  return label === 1 ? 'pN+' : 'pN-';
}

/** Reason code of a patient who was taken out by a person. */
export const byHand = 'by-hand';

export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
