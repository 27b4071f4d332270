import { expect, test } from 'vitest';
import type { ScreenedScan } from '#engine/store/repositories/screening-repository.ts';
import { candidateOf } from './facts.ts';

const scan: ScreenedScan = {
  caseId: 'ct',
  geometry: {
    ...{ dimensions: [4, 4, 4], spacingMm: [0.7, 0.7, 1.25], originMm: [0, 0, 0] },
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  },
  sliceThicknessMm: 1.25,
  acquisition: {
    ...{ manufacturer: 'Maker', kernel: null, kvp: null, contrast: 'unknown', transferSyntax: '' },
  },
  flags: [],
  masked: false,
};
const clinical = {
  ...{ hospital: '3', ageYears: 61, sex: 'male' as const, diameterCm: 1.2, density: null },
  ...{ ctr: null, location: null, cT: null, cN: null, cM: null, contrast: true },
  ...{ intervalDays: null, lymphNodeAssessment: null, previousTherapy: null },
};
const patient = { id: 1, code: 'P-0001', clinical, outcome: null, scans: [scan] };
const factsWith = (changes: Partial<ScreenedScan>) =>
  candidateOf({ ...patient, scans: [{ ...scan, ...changes }] }, false).views[0].facts;

test.each([
  ['thin slices, one beside the other', [1.25, 1.25], 1.25],
  ['positions carry rounding', [2.0000001, 2], 2],
  ['gaps', [5, 1], 5],
  ['overlap', [1, 5], 5],
  ['no thickness in the files', [1.5, null], 1.5],
] as const)('slice thickness: %s', (_, [spacing, told], expected) => {
  const geometry = { ...scan.geometry, spacingMm: [0.7, 0.7, spacing] as [number, number, number] };
  expect(factsWith({ geometry, sliceThicknessMm: told }).sliceThicknessMm).toBe(expected);
});

test('contrast is what the scanner recorded, else what the table tells', () => {
  const recorded = { ...scan.acquisition, contrast: 'no' as const };
  expect(factsWith({ acquisition: recorded }).contrast).toBe(false);
  expect(factsWith({}).contrast).toBe(true);
});

test('a CT with a fault of geometry or values is not readable, a thick one is', () => {
  const flag = (code: 'missing-slices' | 'thick-slices') => ({
    flags: [{ code, severity: 'bad' as const, facts: {} }],
  });
  expect(factsWith(flag('missing-slices')).readable).toBe(false);
  expect(factsWith(flag('thick-slices')).readable).toBe(true);
});

test('a patient without a CT is not imaged and has the facts of the table', () => {
  const { views, label, synthetic } = candidateOf({ ...patient, scans: [] }, true);
  expect(views).toHaveLength(1);
  expect(views[0]).toMatchObject({
    caseId: null,
    facts: { imaged: false, readable: null, sliceThicknessMm: null, ageYears: 61, hospital: '3' },
  });
  expect({ label, synthetic }).toEqual({ label: null, synthetic: true });
});

test('who was scanned by an invented scanner is synthetic, in any library', () => {
  const acquisition = { ...scan.acquisition, manufacturer: 'Synthetic Scanner A' };
  const scans = [{ ...scan, acquisition }];
  expect(candidateOf({ ...patient, scans }, false).synthetic).toBe(true);
  expect(candidateOf(patient, true).synthetic).toBe(false);
});
