import { expect, test } from 'vitest';
import { metastasisRisk } from './outcome.ts';
import { patientFacts, type PatientFacts } from './patient-facts.ts';
import type { PatientTraits } from './traits.ts';

const { traits } = patientFacts(0, { seed: 7 });

function lesionLike(change: Partial<PatientTraits['lesion']>, ageYears = 60): PatientTraits {
  return {
    ...traits,
    clinical: { ...traits.clinical, ageYears },
    lesion: {
      ...traits.lesion,
      solidDiameterMm: 14,
      ctr: 0.9,
      margin: 'lobulated',
      location: 'middle',
      ...change,
    },
  };
}

// By hand: -0.82 + 0.1 = -0.72, and each change added to it; 1 / (1 + exp(0.72)) = 0.327393.
test.each([
  { change: {}, logit: -0.72 },
  { change: { solidDiameterMm: 19 }, logit: 0.98 },
  { change: { ctr: 1 }, logit: -0.32 },
  { change: { margin: 'spiculated' }, logit: -0.32 },
  { change: { location: 'outer' }, logit: -1.12 },
] as const)('log-odds of $change are $logit', ({ change, logit }) => {
  const risk = metastasisRisk(lesionLike(change));
  expect(Math.log(risk / (1 - risk))).toBeCloseTo(logit, 9);
});

test('the reference lesion has a risk of 33 %, and age lowers it', () => {
  expect(metastasisRisk(lesionLike({}))).toBeCloseTo(0.327393, 5);
  expect(metastasisRisk(lesionLike({}, 70))).toBeLessThan(metastasisRisk(lesionLike({}, 50)));
});

test('without signal every patient has the same risk', () => {
  expect(metastasisRisk(lesionLike({ margin: 'spiculated' }), 0)).toBeCloseTo(0.305764, 5);
});

test('over 2000 patients prevalence and the formula’s AUC are as stated', () => {
  const patients = Array.from({ length: 2000 }, (_, index) => patientFacts(index, { seed: 1 }));
  const prevalence = patients.filter(isPositive).length / patients.length;
  expect(prevalence).toBeGreaterThan(0.33);
  expect(prevalence).toBeLessThan(0.39);
  const area = areaUnderCurve(patients.map((p) => [metastasisRisk(p.traits), isPositive(p)]));
  expect(area).toBeGreaterThan(0.77);
  expect(area).toBeLessThan(0.83);
});

test('the first dozen patients come from all six hospitals', () => {
  for (const seed of [0, 1, 99]) {
    const hospitals = Array.from(
      { length: 12 },
      (_, index) => patientFacts(index, { seed }).clinical.hospital,
    );
    expect(new Set(hospitals).size).toBe(6);
  }
});

function isPositive({ outcome }: PatientFacts): boolean {
  return outcome.pN === 'pN+';
}

/** Share of pairs in which the positive case has the higher score; ties count half. */
function areaUnderCurve(cases: readonly (readonly [score: number, positive: boolean])[]): number {
  const positives = cases.filter(([, positive]) => positive);
  const negatives = cases.filter(([, positive]) => !positive);
  let wins = 0;
  for (const [p] of positives) {
    for (const [n] of negatives) wins += p > n ? 1 : p === n ? 0.5 : 0;
  }
  return wins / (positives.length * negatives.length);
}
