import type { ClinicalField } from '#contract/procedures/imports.ts';
import { matching, numberIn, oneOf, type CellReader } from './cell-readers.ts';
import type { ClinicalRecord, Outcome } from './clinical-record.ts';

/** A column's header in a table, and how its cells are read. */
export interface Field<T> extends CellReader<T> {
  readonly field: ClinicalField;
  /** Headers that are taken for this field, in lower case with single spaces, likeliest first. */
  readonly headers: readonly string[];
}

/** Headers of the column that names the patient. */
export const patientIdHeaders = [
  'patient id',
  'patientid',
  'patient',
  'patient number',
  'patient no',
  'subject id',
  'subject',
  'case id',
  'case',
  'id',
  'mrn',
] as const;

const yesNo = oneOf<boolean>([
  [true, 'yes', 'y', '1', 'positive', 'present', '+'],
  [false, 'no', 'n', '0', 'negative', 'absent', 'none'],
]);

const centimetres = { mm: 0.1, cm: 1 } as const;

/** What is known before surgery. */
export const clinicalFields: { readonly [K in keyof ClinicalRecord]: Field<ClinicalRecord[K]> } = {
  hospital: {
    field: 'hospital',
    headers: ['hospital', 'centre', 'center', 'site', 'institution', 'hospital number'],
    ...matching(/^(.{1,60})$/s, ([, text]) => text, 'up to 60 characters'),
  },
  ageYears: {
    field: 'age',
    headers: ['age', 'age at ct', 'age at diagnosis', 'age at surgery', 'patient age'],
    ...numberIn([0, 120], { y: 1, yr: 1, years: 1, year: 1 }),
  },
  sex: {
    field: 'sex',
    headers: ['sex', 'gender', 'patient sex'],
    ...oneOf([
      ['female', 'f', 'woman', 'w'],
      ['male', 'm', 'man'],
    ]),
  },
  diameterCm: {
    field: 'diameter',
    headers: [
      'diameter',
      'maximum diameter',
      'max diameter',
      'tumour diameter',
      'tumor diameter',
      'tumour size',
      'tumor size',
      'nodule size',
      'size',
      'long axis',
    ],
    ...numberIn([0.1, 20], centimetres),
  },
  density: {
    field: 'density',
    headers: ['density', 'nodule type', 'nodule density', 'attenuation', 'texture'],
    ...oneOf([
      ['solid', 'pure solid', 'sn'],
      ['part-solid', 'part solid', 'partially solid', 'mixed', 'subsolid', 'psn', 'mggn'],
    ]),
  },
  ctr: {
    field: 'ctr',
    headers: [
      'ctr',
      'c/t ratio',
      'c t ratio',
      'consolidation to tumour ratio',
      'consolidation to tumor ratio',
      'consolidation tumour ratio',
      'consolidation tumor ratio',
    ],
    ...numberIn([0, 1], { '%': 0.01, percent: 0.01 }),
  },
  location: {
    field: 'location',
    headers: ['location', 'third', 'lung third', 'tumour location', 'tumor location', 'depth'],
    ...oneOf([
      ['inner', 'inner third', 'inner 1/3'],
      ['middle', 'middle third', 'middle 1/3'],
      ['outer', 'outer third', 'outer 1/3'],
    ]),
  },
  cT: {
    field: 'cT',
    headers: ['ct', 'ct stage', 'clinical t', 'clinical t stage', 'c t stage', 't stage'],
    ...matching(
      /^(?:c?T)?(is|1mi|[1-4][abc]?)$/i,
      ([, stage]) => `cT${stage.toLowerCase()}`,
      'a stage such as cT1b',
    ),
  },
  cN: {
    field: 'cN',
    headers: ['cn', 'cn stage', 'clinical n', 'clinical n stage', 'c n stage', 'n stage'],
    ...matching(/^(?:c?N)?([0-3])$/i, ([, stage]) => `cN${stage}`, 'a stage such as cN0'),
  },
  cM: {
    field: 'cM',
    headers: ['cm', 'cm stage', 'clinical m', 'clinical m stage', 'c m stage', 'm stage'],
    ...matching(
      /^(?:c?M)?(0|1[abc]?)$/i,
      ([, stage]) => `cM${stage.toLowerCase()}`,
      'a stage such as cM0',
    ),
  },
  contrast: {
    field: 'contrast',
    headers: ['contrast', 'contrast enhanced', 'contrast enhancement', 'enhanced', 'ce ct', 'cect'],
    ...oneOf<boolean>([
      [true, 'yes', 'y', '1', 'enhanced', 'contrast enhanced', 'with'],
      [false, 'no', 'n', '0', 'non enhanced', 'unenhanced', 'plain', 'without'],
    ]),
  },
  intervalDays: {
    field: 'interval',
    headers: [
      'interval',
      'ct to surgery interval',
      'ct to surgery',
      'ct surgery interval',
      'interval ct surgery',
      'days to surgery',
    ],
    ...numberIn([0, 3650], { d: 1, day: 1, days: 1, weeks: 7 }),
  },
  sliceThicknessMm: {
    field: 'sliceThickness',
    headers: ['slice thickness', 'thickness', 'section thickness'],
    ...numberIn([0.1, 20], { mm: 1, cm: 10 }),
  },
  lymphNodeAssessment: {
    field: 'lymphNodeAssessment',
    headers: [
      'lymph node assessment',
      'lymph nodes assessed',
      'nodes assessed',
      'lymph node dissection',
      'lymphadenectomy',
      'lymph node sampling',
    ],
    ...yesNo,
  },
  previousTherapy: {
    field: 'previousTherapy',
    headers: [
      'previous therapy',
      'prior therapy',
      'previous treatment',
      'prior treatment',
      'neoadjuvant',
      'neoadjuvant therapy',
      'preoperative therapy',
    ],
    ...yesNo,
  },
};

/** What only surgery and the pathologist can tell. */
export const outcomeFields: {
  readonly [K in keyof Required<Outcome>]: Field<Required<Outcome>[K]>;
} = {
  pN: {
    field: 'pN',
    headers: [
      'pn',
      'pn stage',
      'pathological n',
      'pathological n stage',
      'lymph node metastasis',
      'nodal metastasis',
      'node metastasis',
      'lnm',
      'olnm',
    ],
    ...oneOf([
      ['pN+', 'pn1', 'pn2', 'pn3', 'n+', 'n1', 'n2', 'n3', 'positive', 'yes', 'true', '1', '+'],
      ['pN-', 'pn0', 'n-', 'n0', 'negative', 'no', 'false', '0'],
    ]),
  },
  lymphovascularInvasion: {
    field: 'lymphovascularInvasion',
    headers: ['lymphovascular invasion', 'lvi', 'vascular invasion', 'lymphatic invasion'],
    ...yesNo,
  },
  grade: {
    field: 'grade',
    headers: ['grade', 'pathological grade', 'histological grade', 'differentiation'],
    ...oneOf([
      ['1', 'g1', 'i', 'well', 'well differentiated', 'low'],
      ['2', 'g2', 'ii', 'moderate', 'moderately differentiated', 'intermediate'],
      ['3', 'g3', 'iii', 'poor', 'poorly differentiated', 'high'],
    ]),
  },
  histology: {
    field: 'histology',
    headers: [
      'pathological type',
      'histology',
      'histological type',
      'histologic subtype',
      'histological subtype',
      'subtype',
      'pathology',
    ],
    ...matching(/^(.{1,120})$/s, ([, text]) => text.toLowerCase(), 'up to 120 characters'),
  },
  solidDiameterCm: {
    field: 'solidDiameter',
    headers: [
      'solid diameter',
      'solid component diameter',
      'solid component size',
      'solid size',
      'invasive size',
    ],
    ...numberIn([0, 20], centimetres),
  },
};
