import { eligibilityRule, type EligibilityRule } from '#contract/procedures/cohort.ts';
import { expect, test } from 'vitest';
import { exclusionOf, reasonAfter, ruleChange, testText } from './rule-words.ts';

const thickness: EligibilityRule = {
  ...{ code: 'slice-thickness', reason: 'Slice thickness > 2 mm', enabled: true },
  ...{ fact: 'sliceThicknessMm', test: { kind: 'at-most', value: 2 }, whenUnknown: 'exclude' },
};

test('a rule is said as what it keeps and as what it takes out', () => {
  expect(testText(thickness)).toBe('at most 2 mm');
  expect(exclusionOf(thickness)).toBe('Slice thickness > 2 mm');
  const stage = { fact: 'cT', test: { kind: 'one-of', values: ['cT1a', 'cT1b'] } } as const;
  expect(exclusionOf({ fact: 'cT', test: { ...stage.test, values: ['cT1a', 'cT1b'] } })).toBe(
    'cT not cT1a or cT1b',
  );
  expect(exclusionOf({ fact: 'imaged', test: { kind: 'is', value: true } })).toBe(
    'CT in the library: no',
  );
  expect(exclusionOf({ fact: 'pN', test: { kind: 'known' } })).toBe('pN not recorded');
});

test('the reason follows a changed value, in own words too', () => {
  const thinner = { kind: 'at-most', value: 1.25 } as const;
  expect(reasonAfter(thickness, thinner)).toBe('Slice thickness > 1.25 mm');
  const own = { ...thickness, reason: 'Slices thicker than 2 mm' };
  expect(reasonAfter(own, thinner)).toBe('Slices thicker than 1.25 mm');
});

test('words that do not name the value by itself stay as they are', () => {
  const own = { ...thickness, reason: 'Thicker than 2.5 mm' };
  expect(reasonAfter(own, { kind: 'at-most', value: 1 })).toBe('Thicker than 2.5 mm');
  expect(reasonAfter({ ...own, reason: 'Slices too thick' }, { kind: 'at-most', value: 1 })).toBe(
    'Slices too thick',
  );
});

test('undo names what was changed', () => {
  expect(ruleChange(thickness, { ...thickness, test: { kind: 'at-most', value: 1 } })).toBe(
    'Slice thickness: at most 1 mm',
  );
  const stages = { ...thickness, fact: 'cT', test: { kind: 'one-of', values: ['cT1a'] } } as const;
  const more = { ...stages, test: { kind: 'one-of', values: ['cT1a', 'cT1b'] } } as const;
  const [fewer, wider] = [stages, more].map((rule) => eligibilityRule.parse(rule));
  expect(ruleChange(fewer, wider)).toBe('cT: with cT1b');
  expect(ruleChange(wider, fewer)).toBe('cT: without cT1b');
  expect(ruleChange(thickness, { ...thickness, enabled: false })).toBe('Slice thickness: rule off');
  expect(ruleChange(thickness, { ...thickness, whenUnknown: 'accept' })).toBe(
    'Slice thickness: not recorded stays',
  );
  expect(ruleChange(thickness, { ...thickness, reason: 'Thick slices' })).toBe(
    'Slice thickness: reason reworded',
  );
});
