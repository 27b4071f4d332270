import type { EligibilityRule } from '#contract/procedures/cohort.ts';
import { factWords, measured } from '../cohort-words.ts';

type Condition = Pick<EligibilityRule, 'fact' | 'test'>;

/** What a fact must be, after the words "stays in when": "at most 2 mm". */
export function testText({ fact, test }: Condition): string {
  switch (test.kind) {
    case 'known':
      return 'recorded';
    case 'at-most':
      return `at most ${measured(fact, test.value)}`;
    case 'at-least':
      return `at least ${measured(fact, test.value)}`;
    case 'one-of':
      return listed(test.values);
    case 'is':
      return test.value ? 'yes' : 'no';
  }
}

/** The exclusion in the flowchart's words, made from what the rule tests. */
export function exclusionOf({ fact, test }: Condition): string {
  const { name } = factWords[fact];
  switch (test.kind) {
    case 'known':
      return `${name} not recorded`;
    case 'at-most':
      return `${name} > ${measured(fact, test.value)}`;
    case 'at-least':
      return `${name} < ${measured(fact, test.value)}`;
    case 'one-of':
      return `${name} not ${listed(test.values)}`;
    case 'is':
      return `${name}: ${test.value ? 'no' : 'yes'}`;
  }
}

/**
 * The reason that goes with a changed test. Words that a person wrote stay, except for the number
 * or the values in them that were changed.
 */
export function reasonAfter(before: EligibilityRule, test: EligibilityRule['test']): string {
  const after = { fact: before.fact, test };
  if (before.reason === exclusionOf(before)) return exclusionOf(after);
  const [old, now] = [valueText(before.test), valueText(test)];
  return old !== null && now !== null ? replaceValue(before.reason, old, now) : before.reason;
}

function valueText(test: EligibilityRule['test']): string | null {
  if (test.kind === 'at-most' || test.kind === 'at-least') return String(test.value);
  return test.kind === 'one-of' ? listed(test.values) : null;
}

/** Replaces a value that stands by itself: "2" in "> 2 mm", not in "12 mm" or "2.5 mm". */
function replaceValue(reason: string, old: string, now: string): string {
  const parts = reason.split(old);
  if (parts.length !== 2) return reason;
  const [before, after] = parts;
  return /[\d.]$/.test(before) || /^\.?\d/.test(after) ? reason : before + now + after;
}

/** The name of a change of one rule, as undo will call it. */
export function ruleChange(before: EligibilityRule, after: EligibilityRule): string {
  const { name } = factWords[before.fact];
  if (before.enabled !== after.enabled) return `${name}: rule ${after.enabled ? 'on' : 'off'}`;
  if (before.whenUnknown !== after.whenUnknown) {
    return `${name}: not recorded ${after.whenUnknown === 'exclude' ? 'leaves' : 'stays'}`;
  }
  if (JSON.stringify(before.test) !== JSON.stringify(after.test)) {
    // A long list of values is cut where a name must end.
    return `${name}: ${valuesChange(before, after) ?? testText(after)}`.slice(0, 120);
  }
  return `${name}: reason reworded`;
}

/** Which values came or went, where both tests list values; they may be dozens. */
function valuesChange({ test: before }: Condition, { test: after }: Condition): string | null {
  if (before.kind !== 'one-of' || after.kind !== 'one-of') return null;
  const added = after.values.filter((value) => !before.values.includes(value));
  const gone = before.values.filter((value) => !after.values.includes(value));
  return [
    ...(added.length > 0 ? [`with ${added.join(', ')}`] : []),
    ...(gone.length > 0 ? [`without ${gone.join(', ')}`] : []),
  ].join(', ');
}

function listed(values: readonly string[]): string {
  return values.length < 2
    ? values.join('')
    : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
