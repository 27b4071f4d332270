import { expect, test } from 'vitest';
import type { CohortPlan } from '#contract/procedures/cohort.ts';
import { drawCohort } from './draw-cohort.ts';
import { lockHash } from './lock-hash.ts';
import { pairUp } from './pair-up.ts';
import { screen } from './screen.ts';
import { splitSets } from './split-sets.ts';
import { candidateWith, openPlan } from './testing/candidates.ts';

/** Ten pN+ and twenty pN- of hospitals 1 and 2, four patients of each test hospital. */
const candidates = Array.from({ length: 38 }, (_, n) => {
  const hospital = n < 30 ? String(1 + (n % 2)) : n < 34 ? '5' : 'Hospital 06';
  const pN = n < 30 ? (n % 3 === 0 ? 'pN+' : 'pN-') : n % 2 === 0 ? 'pN+' : 'pN-';
  const facts = { hospital, pN, ageYears: 50 + ((7 * n) % 20), sex: n % 4 < 2 ? 'female' : 'male' };
  return candidateWith({ code: `P-${String(n + 1).padStart(4, '0')}`, facts });
});

const setSizes = (plan: CohortPlan) =>
  Object.fromEntries(
    drawCohort(candidates, plan).flow.sets.map(({ set, counts: { n, positives } }) => [
      set,
      [n, positives],
    ]),
  );

test('everybody who was screened leaves the flowchart in exactly one place', () => {
  const rules: CohortPlan['rules'] = [
    {
      ...{ code: 'young', reason: 'Under 55', enabled: true, fact: 'ageYears' },
      ...{ test: { kind: 'at-least', value: 55 }, whenUnknown: 'exclude' },
    },
  ];
  const exclusions = [{ code: 'P-0034', reason: 'another tumour', by: 'Ann' }];
  const hospitals = { 1: 'development', 5: 'test-1' } as const;
  const { flow, patients } = drawCohort(candidates, { ...openPlan, rules, exclusions, hospitals });
  const young = candidates.filter(({ views }) => Number(views[0].facts.ageYears) < 55).length;
  expect(flow.screened.n).toBe(38);
  expect(flow.steps[0].excluded.n).toBe(young);
  expect(flow.excludedByHand.n).toBe(1);
  expect(flow.included.n).toBe(38 - young - 1);
  const inSets = flow.sets.reduce((sum, { counts }) => sum + counts.n, 0);
  expect(flow.noPart.n + flow.unmatched.n + inSets).toBe(flow.included.n);
  for (const { standing, excludedBy, pair } of patients) {
    expect(standing === 'excluded').toBe(excludedBy !== null);
    expect(standing === 'training' || standing === 'validation').toBe(pair !== null);
  }
});

test('pairs agree in the exact facts, lie within the caliper and stay together in a set', () => {
  const { patients, matching, flow } = drawCohort(candidates, openPlan);
  const pairs = Map.groupBy(
    patients.filter(({ pair }) => pair !== null),
    ({ pair }) => pair,
  );
  expect(pairs.size).toBe(matching?.pairs);
  let distance = 0;
  for (const both of pairs.values()) {
    const [a, b] = both;
    expect(both).toHaveLength(2);
    expect(a.facts.sex).toBe(b.facts.sex);
    expect(Number(a.label) + Number(b.label)).toBe(1);
    expect(a.standing).toBe(b.standing);
    distance += Math.abs(Number(a.facts.ageYears) - Number(b.facts.ageYears));
  }
  expect(distance).toBe(matching?.distance);
  for (const { standing, unmatchedReason } of patients) {
    expect(standing === 'unmatched').toBe(unmatchedReason !== null);
  }
  expect(flow.unmatched.n).toBe(30 - 2 * pairs.size);
});

test('the split by class breaks pairs, the split without matching takes everybody', () => {
  const pairs = drawCohort(candidates, openPlan).matching?.pairs ?? 0;
  const half = Math.round(pairs / 2);
  expect(setSizes(openPlan)).toMatchObject({
    training: [2 * half, half],
    validation: [2 * (pairs - half), pairs - half],
    'test-1': [4, 2],
    'test-2': [4, 2],
  });
  const paper = { ...openPlan, split: { ...openPlan.split, method: 'paper' as const } };
  expect(setSizes(paper)).toEqual(setSizes(openPlan));
  const broken = drawCohort(candidates, paper).patients;
  const setsOfPair = Map.groupBy(broken, ({ pair }) => pair);
  setsOfPair.delete(null);
  expect([...setsOfPair.values()].some(([a, b]) => a.standing !== b.standing)).toBe(true);
  expect(setSizes({ ...openPlan, matched: false })).toMatchObject({
    training: [15, 5],
    validation: [15, 5],
  });
});

test('the hash follows pairs and sets, and nothing else', () => {
  const hash = (plan: CohortPlan) => lockHash(drawCohort(candidates, plan).patients);
  expect(hash(openPlan)).toBe(hash({ ...openPlan, exclusions: [] }));
  expect(hash({ ...openPlan, split: { ...openPlan.split, seed: 2 } })).not.toBe(hash(openPlan));
  const other = candidates.map((one) => ({ ...one, synthetic: true }));
  expect(lockHash(drawCohort(other, openPlan).patients)).toBe(hash(openPlan));
});

test('without pathology a patient is in no set, whatever the rules', () => {
  const unknown = candidateWith({ code: 'P-0099', facts: { pN: null, hospital: '5' } });
  const { patients } = drawCohort([unknown], { ...openPlan, matched: false });
  expect(patients[0]).toMatchObject({ standing: 'no-part', excludedBy: null, label: null });
});

test('patients without a fact that is matched by are named as such', () => {
  const lacking = candidateWith({ code: 'P-0040', facts: { pN: 'pN+', sex: null } });
  const { patients } = drawCohort([...candidates, lacking], openPlan);
  expect(patients.at(-1)).toMatchObject({
    standing: 'unmatched',
    unmatchedReason: 'Not recorded: sex.',
  });
});

test('matching and splitting refuse test patients', () => {
  const everybody = screen(candidates, openPlan);
  expect(() => pairUp(everybody, openPlan.match)).toThrow(
    expect.objectContaining({ code: 'test-set-touched', details: { cases: 8, step: 'matching' } }),
  );
  expect(() => splitSets(everybody, null, openPlan.split)).toThrow(
    expect.objectContaining({ code: 'test-set-touched', details: { cases: 8, step: 'splitting' } }),
  );
});

test('1325 patients are screened, matched and split', () => {
  const many = Array.from({ length: 1325 }, (_, n) => ({
    ...candidates[n % 30],
    code: `M-${n}`,
  }));
  const { matching } = drawCohort(many, openPlan);
  expect(matching?.pairs).toBeGreaterThan(300);
});
