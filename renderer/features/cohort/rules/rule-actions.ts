import type { EligibilityRule, FactName } from '#contract/procedures/cohort.ts';
import type { CohortStore } from '../cohort-store.ts';
import { factWords } from '../cohort-words.ts';
import { movedRule, newRule, withoutRule, withRule } from './rule-edits.ts';
import { ruleChange } from './rule-words.ts';

/** Longest name that a step may have. */
const nameLength = 120;

export function toggleRule(store: CohortStore, code: string): Promise<boolean> {
  return store.change('rules', ({ rules }) => {
    const rule = rules.find((each) => each.code === code);
    if (!rule) return null;
    const turned = { ...rule, enabled: !rule.enabled };
    return { name: ruleChange(rule, turned), plan: { rules: withRule(rules, turned) } };
  });
}

export function moveRule(store: CohortStore, code: string, by: 1 | -1): Promise<boolean> {
  return store.change('rules', ({ rules }) => {
    const rule = rules.find((each) => each.code === code);
    const moved = movedRule(rules, code, by);
    if (!rule || moved.every((each, at) => each === rules[at])) return null;
    const name = `${factWords[rule.fact].name}: asked ${by < 0 ? 'earlier' : 'later'}`;
    return { name, plan: { rules: moved } };
  });
}

/** @returns The code of the new rule, or null when it was refused. */
export async function addRule(store: CohortStore, fact: FactName): Promise<string | null> {
  let code: string | null = null;
  const stored = await store.change('rules', ({ rules }) => {
    const rule = newRule(rules, fact);
    code = rule.code;
    return { name: `New rule: ${rule.reason}`, plan: { rules: [...rules, rule] } };
  });
  return stored ? code : null;
}

export function removeRule(
  store: CohortStore,
  { code, reason }: EligibilityRule,
): Promise<boolean> {
  return store.change('rules', ({ rules }) => ({
    name: `Rule removed: ${reason}`.slice(0, nameLength),
    plan: { rules: withoutRule(rules, code) },
  }));
}

/** Puts a removed rule back where it stood; other steps may have followed its removal. */
export function putRuleBack(
  store: CohortStore,
  rule: EligibilityRule,
  at: number,
): Promise<boolean> {
  return store.change('rules', ({ rules }) =>
    rules.some(({ code }) => code === rule.code)
      ? null
      : {
          name: `Rule put back: ${rule.reason}`.slice(0, nameLength),
          plan: { rules: rules.toSpliced(at, 0, rule) },
        },
  );
}
