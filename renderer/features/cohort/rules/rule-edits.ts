import type { EligibilityRule, FactName } from '#contract/procedures/cohort.ts';
import { factWords } from '../cohort-words.ts';
import { exclusionOf } from './rule-words.ts';

type Rules = readonly EligibilityRule[];
type Test = EligibilityRule['test'];
export type TestKind = Test['kind'];

export function withRule(rules: Rules, rule: EligibilityRule): EligibilityRule[] {
  return rules.map((each) => (each.code === rule.code ? rule : each));
}

export function withoutRule(rules: Rules, code: string): EligibilityRule[] {
  return rules.filter((rule) => rule.code !== code);
}

/** The rules with one moved by places, never beyond the ends. */
export function movedRule(rules: Rules, code: string, by: number): EligibilityRule[] {
  const from = rules.findIndex((rule) => rule.code === code);
  const to = Math.min(rules.length - 1, Math.max(0, from + by));
  const others = rules.filter((_, at) => at !== from);
  return others.toSpliced(to, 0, rules[from]);
}

/** A rule that only asks for the fact, to be sharpened by a person. */
export function newRule(rules: Rules, fact: FactName): EligibilityRule {
  const test: Test = factWords[fact].kind === 'yes-no' ? { kind: 'is', value: true } : known;
  return {
    code: freeCode(rules, fact),
    reason: exclusionOf({ fact, test }),
    enabled: true,
    fact,
    test,
    whenUnknown: 'exclude',
  };
}

const known: Test = { kind: 'known' };

/** The fact's name as a code, counted on where it is taken: `slice-thickness-mm-2`. */
function freeCode(rules: Rules, fact: FactName): string {
  const base = fact.replace(/[A-Z]+/g, (capitals) => `-${capitals}`).toLowerCase();
  const taken = new Set(rules.map(({ code }) => code));
  let code = base;
  for (let n = 2; taken.has(code); n += 1) code = `${base}-${n}`;
  return code;
}

const kinds: Readonly<Record<'number' | 'text' | 'yes-no', readonly TestKind[]>> = {
  number: ['known', 'at-most', 'at-least'],
  text: ['known', 'one-of'],
  'yes-no': ['known', 'is'],
};

/** What can be asked of the fact; what a rule asks already stays possible. */
export function testKinds({ fact, test }: EligibilityRule): readonly TestKind[] {
  const usual = kinds[factWords[fact].kind];
  return usual.includes(test.kind) ? usual : [...usual, test.kind];
}

/**
 * A test of another kind that keeps what it can of the one before.
 *
 * @param values What the fact is among the patients, the most frequent first.
 */
export function testOfKind(before: Test, kind: TestKind, values: readonly string[]): Test {
  switch (kind) {
    case 'known':
      return { kind };
    case 'at-most':
    case 'at-least': {
      const value = 'value' in before && typeof before.value === 'number' ? before.value : null;
      return { kind, value: value ?? middle(values) };
    }
    case 'one-of':
      return { kind, values: before.kind === 'one-of' ? before.values : [values[0] ?? 'yes'] };
    case 'is':
      return { kind, value: before.kind === 'is' ? before.value : true };
  }
}

/** The median, as a value that splits the patients to begin with. */
function middle(values: readonly string[]): number {
  const numbers = values.map(Number).filter(Number.isFinite);
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
