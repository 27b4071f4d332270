import { eligibilityRule, factName } from '#contract/procedures/cohort.ts';
import { expect, test } from 'vitest';
import { movedRule, newRule, testKinds, testOfKind, withoutRule, withRule } from './rule-edits.ts';

const [thick, stage, imaged] = (['sliceThicknessMm', 'cT', 'imaged'] as const).map((fact) =>
  newRule([], fact),
);
const rules = [thick, stage, imaged];
const codes = (list: typeof rules) => list.map(({ code }) => code);

test('a new rule of any fact is one that the engine takes', () => {
  for (const fact of factName.options) {
    expect(eligibilityRule.parse(newRule(rules, fact)).fact).toBe(fact);
  }
});

test('a second rule of a fact has a code of its own', () => {
  expect(thick.code).toBe('slice-thickness-mm');
  expect(newRule(rules, 'sliceThicknessMm').code).toBe('slice-thickness-mm-2');
});

test('a rule moves, up to the ends and no further', () => {
  expect(codes(movedRule(rules, imaged.code, -1))).toEqual([thick.code, imaged.code, stage.code]);
  expect(codes(movedRule(rules, imaged.code, 5))).toEqual(codes(rules));
  expect(codes(movedRule(rules, thick.code, -1))).toEqual(codes(rules));
});

test('one rule is changed or taken away, the others stay', () => {
  expect(withRule(rules, { ...stage, enabled: false }).map((rule) => rule.enabled)).toEqual([
    true,
    false,
    true,
  ]);
  expect(codes(withoutRule(rules, stage.code))).toEqual([thick.code, imaged.code]);
});

test('another kind of test keeps the number, and begins in the middle without one', () => {
  expect(testKinds(thick)).toEqual(['known', 'at-most', 'at-least']);
  expect(testOfKind({ kind: 'at-most', value: 2 }, 'at-least', ['1'])).toEqual({
    kind: 'at-least',
    value: 2,
  });
  expect(testOfKind({ kind: 'known' }, 'at-most', ['5', '1', '1.25'])).toEqual({
    kind: 'at-most',
    value: 1.25,
  });
});
