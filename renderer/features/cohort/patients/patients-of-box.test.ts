import type { CohortPatient } from '#contract/procedures/cohort.ts';
import { expect, test } from 'vitest';
import { patientsOfBox, searchPatients } from './patients-of-box.ts';

const patient = (code: string, ends: Partial<CohortPatient>): CohortPatient => ({
  ...{ code, caseId: null, facts: { sex: 'female', hospital: '2' }, label: 0 },
  ...{ standing: 'training', excludedBy: null, fails: [], pair: null },
  ...{ unmatchedReason: null, synthetic: false },
  ...ends,
});

const patients = [
  patient('A', { standing: 'excluded', excludedBy: 'first', fails: ['first', 'second'] }),
  patient('B', { standing: 'excluded', excludedBy: 'second', fails: ['second'] }),
  patient('C', { standing: 'excluded', excludedBy: 'by-hand' }),
  patient('D', { standing: 'unmatched' }),
  patient('E', { standing: 'training', pair: 1 }),
  patient('F', { standing: 'validation', pair: 2, facts: { sex: 'male', hospital: '4' } }),
  patient('G', { standing: 'test-1' }),
  patient('H', { standing: 'no-part' }),
];

test.each([
  [{ kind: 'screened' }, 'ABCDEFGH'],
  [{ kind: 'rule', code: 'second' }, 'B'],
  [{ kind: 'left', code: 'first' }, 'BCDEFGH'],
  [{ kind: 'left', code: 'second' }, 'CDEFGH'],
  [{ kind: 'by-hand' }, 'C'],
  [{ kind: 'included' }, 'DEFGH'],
  [{ kind: 'no-part' }, 'H'],
  [{ kind: 'development' }, 'DEF'],
  [{ kind: 'matched' }, 'EF'],
  [{ kind: 'unmatched' }, 'D'],
  [{ kind: 'test-1' }, 'G'],
] as const)('%o lists %s', (ref, codes) => {
  const found = patientsOfBox(ref, patients, ['first', 'second']);
  expect(found.map(({ code }) => code).join('')).toBe(codes);
});

test('every word of a search is found somewhere', () => {
  const codes = (text: string) => searchPatients(patients, text).map(({ code }) => code);
  expect(codes('male 4')).toEqual(['F']);
  expect(codes('  ')).toHaveLength(8);
  expect(codes('unmatched')).toEqual(['D']);
});
