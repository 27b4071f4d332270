import { expect, test } from 'vitest';
import { absentPatients, imageOptions, tableFacts } from './departures.ts';
import { patientFacts } from './patient-facts.ts';

const seed = 20_241;

test('every seventh patient departs, in one way, and the others are as they were', () => {
  const departing: number[] = [];
  for (let index = 0; index < 77; index += 1) {
    const told = tableFacts(index, { seed });
    const plain = patientFacts(index, { seed });
    if (JSON.stringify(told) === JSON.stringify(plain)) continue;
    departing.push(index);
    expect(told.patientId).toBe(plain.patientId);
    expect(told.traits.lesion).toEqual(plain.traits.lesion);
  }
  expect(departing).toEqual([6, 13, 20, 27, 34, 41, 48, 55, 62, 69, 76]);
});

test('the table tells each departure', () => {
  const told = Array.from({ length: 77 }, (_, index) => tableFacts(index, { seed }));
  const of = (holds: (facts: (typeof told)[number]) => boolean) => told.filter(holds).length;
  expect(of(({ outcome }) => /squamous|minimally/.test(outcome.histology))).toBe(2);
  expect(of(({ clinical }) => clinical.cT === 'cT2a')).toBe(1);
  expect(of(({ clinical }) => clinical.cN !== 'cN0')).toBe(2);
  expect(of(({ clinical }) => clinical.cM !== 'cM0')).toBe(1);
  expect(of(({ clinical }) => clinical.ctr < 0.5)).toBe(1);
  expect(of(({ clinical }) => clinical.previousTherapy)).toBe(1);
  expect(of(({ clinical }) => !clinical.lymphNodeAssessment)).toBe(1);
  expect(of(({ outcome }) => outcome.pN === null)).toBe(2);
  expect(of(({ clinical }) => clinical.sliceThicknessMm > 2)).toBe(1);
});

test('thick slices are in the image’s options, and in nobody else’s', () => {
  const thick = Array.from({ length: 77 }, (_, index) => imageOptions(index, { seed }));
  expect(thick.filter(({ sliceThicknessMm }) => sliceThicknessMm !== undefined)).toEqual([
    { seed, sliceThicknessMm: 3 },
  ]);
  expect(patientFacts(27, thick[27]).traits.acquisition.sliceThicknessMm).toBe(3);
});

test('one line in sixteen is of a patient without a CT, the same ones in a larger study', () => {
  expect(absentPatients(24)).toEqual([90_000]);
  expect(absentPatients(120).slice(0, 1)).toEqual(absentPatients(24));
  expect(absentPatients(120)).toHaveLength(7);
});

test('two dozen patients keep both classes where the study learns and where it tests', () => {
  const told = Array.from({ length: 24 }, (_, index) => ({
    ...tableFacts(index, { seed }),
    departs: (index + 1) % 7 === 0,
  })).filter(({ departs }) => !departs);
  const count = (hospitals: string, pN: string) =>
    told.filter(
      ({ clinical, outcome }) => hospitals.includes(clinical.hospital) && outcome.pN === pN,
    ).length;
  expect(count('1234', 'pN+')).toBeGreaterThanOrEqual(4);
  expect(count('1234', 'pN-')).toBeGreaterThanOrEqual(4);
  for (const hospital of ['5', '6']) {
    expect(count(hospital, 'pN+')).toBeGreaterThanOrEqual(1);
    expect(count(hospital, 'pN-')).toBeGreaterThanOrEqual(1);
  }
});
