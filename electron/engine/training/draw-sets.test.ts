import { expect, test } from 'vitest';
import { drawSets, type Candidate } from './draw-sets.ts';

/** Every third patient is pN+; patient n is of hospital n mod 6 + 1. */
const candidates: readonly Candidate[] = Array.from({ length: 120 }, (_, n) => ({
  caseId: `c${n}`,
  patientId: n,
  label: n % 9 < 3 ? 1 : 0,
  hospital: String((n % 6) + 1),
  masked: true,
}));

test('hospitals 1 to 4 are split 7 : 3 in each class, 5 and 6 are the tests', () => {
  const { members, leftOut } = drawSets(candidates, 5);
  expect(leftOut).toEqual([]);
  expect(members).toHaveLength(120);
  const of = (set: string) =>
    members
      .filter((member) => member.set === set)
      .map(({ caseId }) => candidates[Number(caseId.slice(1))]);
  expect(of('test-1').every(({ hospital }) => hospital === '5')).toBe(true);
  expect(of('test-2').every(({ hospital }) => hospital === '6')).toBe(true);
  expect(of('test-1')).toHaveLength(20);
  const both = [...of('training'), ...of('validation')];
  for (const label of [0, 1]) {
    const all = both.filter((candidate) => candidate.label === label).length;
    const training = of('training').filter((candidate) => candidate.label === label).length;
    expect(training).toBe(Math.round(0.7 * all));
  }
});

test('the same seed gives the same sets, another seed others', () => {
  expect(drawSets(candidates, 5)).toEqual(drawSets(candidates, 5));
  expect(drawSets(candidates, 6).members).not.toEqual(drawSets(candidates, 5).members);
});

test('cases that lack something are counted by reason, a patient counts once', () => {
  const [first] = candidates;
  const { members, leftOut } = drawSets(
    [
      first,
      { ...first, caseId: 'again' },
      { ...first, caseId: 'a', patientId: 200, label: null },
      { ...first, caseId: 'b', patientId: 201, hospital: null },
      { ...first, caseId: 'c', patientId: 202, hospital: 'Elsewhere' },
      { ...first, caseId: 'd', patientId: 203, hospital: '7' },
      { ...first, caseId: 'e', patientId: 204, masked: false },
      { ...first, caseId: 'f', patientId: 205, hospital: 'Hospital 05' },
    ],
    1,
  );
  expect(members.map(({ caseId }) => caseId)).toEqual(['c0', 'f']);
  expect(members[1].set).toBe('test-1');
  expect(leftOut).toEqual([
    { reason: 'further-scan', n: 1 },
    { reason: 'no-outcome', n: 1 },
    { reason: 'no-hospital', n: 1 },
    { reason: 'other-hospital', n: 2 },
    { reason: 'no-mask', n: 1 },
  ]);
});
