import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { EligibilityRule, FactValue } from '#contract/procedures/cohort.ts';
import { defaultRules } from './default-plan.ts';
import { bestView, failuresOf, ruleProblems } from './eligibility.ts';
import type { View } from './facts.ts';
import { candidateWith, eligible } from './testing/candidates.ts';

const rules = defaultRules(fileURLToPath(new URL('../../../resources', import.meta.url)));
const codesFailedBy = (facts: Readonly<Record<string, FactValue>>) =>
  failuresOf({ ...eligible, ...facts }, rules).map(({ code }) => code);

test('the shipped rules can be tested, and an eligible patient fails none', () => {
  expect(ruleProblems(rules)).toEqual([]);
  expect(codesFailedBy({})).toEqual([]);
  // Outlines can come later; the rule is there to be switched on.
  expect(rules.filter(({ enabled }) => !enabled).map(({ code }) => code)).toEqual(['no-mask']);
});

test.each([
  [{ cT: 'cT2a' }, 'clinical-t'],
  [{ cT: 'cT1mi' }, 'clinical-t'],
  [{ cN: 'cN1' }, 'clinical-n'],
  [{ cM: 'cM1a' }, 'clinical-m'],
  [{ ctr: 0.49 }, 'ctr'],
  [{ previousTherapy: true }, 'previous-therapy'],
  [{ lymphNodeAssessment: false }, 'lymph-node-assessment'],
  [{ pN: null }, 'pathology'],
  [{ readable: false }, 'ct-unreadable'],
  [{ sliceThicknessMm: 2.5 }, 'slice-thickness'],
])('%j fails %s alone', (facts, code) => {
  expect(codesFailedBy(facts)).toEqual([code]);
});

test.each([{ ctr: 0.5 }, { sliceThicknessMm: 2 }])('%j is still within its limit', (facts) => {
  expect(codesFailedBy(facts)).toEqual([]);
});

test.each([
  ...[
    'acinar',
    'Papillary',
    'Acinar-predominant adenocarcinoma',
    'invasive mucinous adenocarcinoma',
  ],
  ...['Invasive adenocarcinoma, lepidic predominant', 'SOLID', 'micropapillary  predominant'],
])('"%s" is an invasive adenocarcinoma', (histology) => {
  expect(codesFailedBy({ histology })).toEqual([]);
});

test.each([
  ...['squamous cell carcinoma', 'minimally invasive adenocarcinoma', 'adenocarcinoma in situ'],
  ...['large cell carcinoma', 'not acinar', 'carcinoid', 'atypical adenomatous hyperplasia'],
])('"%s" is none', (histology) => {
  expect(codesFailedBy({ histology })).toEqual(['histology']);
});

test('who has no CT fails for that, and for what only a CT could tell', () => {
  const noCt = { imaged: false, masked: false, readable: null, sliceThicknessMm: null };
  expect(failuresOf({ ...eligible, ...noCt }, rules)).toEqual([
    { code: 'no-ct', unknown: false },
    { code: 'ct-unreadable', unknown: true },
    { code: 'slice-thickness', unknown: true },
  ]);
});

test('what older tables do not tell keeps nobody out', () => {
  expect(codesFailedBy({ cM: null, previousTherapy: null, lymphNodeAssessment: null })).toEqual([]);
  expect(failuresOf({ ...eligible, histology: null }, rules)).toEqual([
    { code: 'histology', unknown: true },
  ]);
});

test('a rule that is switched off excludes nobody', () => {
  const off = rules.map((rule): EligibilityRule => ({ ...rule, enabled: false }));
  expect(failuresOf({ ...eligible, pN: null, cN: 'cN2' }, off)).toEqual([]);
});

test('of several CTs the first that fails least stands for the patient, one with a mask before', () => {
  const thick = { caseId: 'thick', facts: { ...eligible, sliceThicknessMm: 5, masked: true } };
  const bare = { caseId: 'bare', facts: { ...eligible, masked: false } };
  const masked = { caseId: 'masked', facts: { ...eligible, masked: true } };
  const late = { caseId: 'late', facts: { ...eligible, masked: true } };
  const chosen = (...views: View[]) => bestView(candidateWith({ views }), rules).view.caseId;
  expect(chosen(thick, bare)).toBe('bare');
  expect(chosen(thick, bare, masked, late)).toBe('masked');
  expect(chosen(late, masked)).toBe('late');
  expect(chosen(thick)).toBe('thick');
});
