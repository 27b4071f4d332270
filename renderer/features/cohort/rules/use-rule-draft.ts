import { eligibilityRule, type EligibilityRule } from '#contract/procedures/cohort.ts';
import { useState } from 'react';
import type { CohortStore } from '../cohort-store.ts';
import { withRule } from './rule-edits.ts';
import { ruleChange } from './rule-words.ts';

export interface RuleDraft {
  readonly stored: EligibilityRule;
  /** The rule as the fields show it. */
  readonly rule: EligibilityRule;
  /** Whether something is typed that is not stored. */
  readonly typed: boolean;
  /** What was typed makes no rule. */
  readonly wrong: boolean;
  /** Shows a rule and counts it, without storing it. */
  readonly type: (rule: EligibilityRule) => void;
  /** Stores what was typed, or a rule that was chosen rather than typed. */
  readonly keep: (rule?: EligibilityRule) => void;
  readonly drop: () => void;
}

/** A rule while it is edited: counted at every key, stored as one step when it is done. */
export function useRuleDraft(
  store: CohortStore,
  stored: EligibilityRule,
  rules: readonly EligibilityRule[],
): RuleDraft {
  const [draft, setDraft] = useState<EligibilityRule | null>(null);
  const wrong = draft !== null && !eligibilityRule.safeParse(draft).success;

  const type = (rule: EligibilityRule) => {
    setDraft(rule);
    if (eligibilityRule.safeParse(rule).success) store.preview({ rules: withRule(rules, rule) });
  };
  const drop = () => {
    setDraft(null);
    store.dropPreview();
  };
  const keep = (chosen?: EligibilityRule) => {
    const made = chosen ?? draft;
    if (made === null || (chosen === undefined && wrong)) return drop();
    const after = eligibilityRule.parse(made);
    void store
      .change('rules', (plan) => {
        const before = plan.rules.find(({ code }) => code === after.code);
        if (!before || JSON.stringify(before) === JSON.stringify(after)) return null;
        return { name: ruleChange(before, after), plan: { rules: withRule(plan.rules, after) } };
      })
      .then(() => setDraft(null));
  };
  return { stored, rule: draft ?? stored, typed: draft !== null, wrong, type, keep, drop };
}
