import type { EligibilityRule, FactName } from '#contract/procedures/cohort.ts';
import type { Candidate, Facts, View } from './facts.ts';

/** A rule that a patient fails. */
export interface Failure {
  readonly code: string;
  /** The fact is not recorded. */
  readonly unknown: boolean;
}

/** The enabled rules that somebody with these facts fails, in the order of the rules. */
export function failuresOf(facts: Facts, rules: readonly EligibilityRule[]): Failure[] {
  return rules.flatMap((rule) => {
    if (!rule.enabled) return [];
    const unknown = facts[rule.fact] === null;
    const fails = unknown ? failsUnknown(rule) : !holds(rule, facts);
    return fails ? [{ code: rule.code, unknown }] : [];
  });
}

function failsUnknown({ test, whenUnknown }: EligibilityRule): boolean {
  return test.kind === 'known' || whenUnknown === 'exclude';
}

function holds({ fact, test }: EligibilityRule, facts: Facts): boolean {
  const value = facts[fact];
  switch (test.kind) {
    case 'known':
      return true;
    case 'is':
      return value === test.value;
    case 'at-most':
      return typeof value === 'number' && value <= test.value;
    case 'at-least':
      return typeof value === 'number' && value >= test.value;
    case 'one-of':
      // Most texts stand as the rule has them.
      return (
        test.values.includes(String(value)) || test.values.map(plain).includes(plain(String(value)))
      );
  }
}

/** Words without case, and with one space for any run of spaces, hyphens and commas. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s\-‐–,_/]+/g, ' ')
    .trim();
}

/**
 * The CT that stands for a patient, and the rules that the patient fails with it: of the CTs with
 * the fewest failures, one with a mask before one without, then the earliest.
 */
export function bestView(
  { views }: Candidate,
  rules: readonly EligibilityRule[],
): { readonly view: View; readonly failures: readonly Failure[] } {
  const judged = views.map((view) => ({ view, failures: failuresOf(view.facts, rules) }));
  return judged.reduce((best, one) => (rankOf(one) < rankOf(best) ? one : best));
}

/** A mask weighs less than a failed rule. */
function rankOf({ view, failures }: ReturnType<typeof bestView>): number {
  return 2 * failures.length + (view.facts.masked === true ? 0 : 1);
}

type Kind = 'number' | 'text' | 'yes-no';

const kindOfFact: { readonly [F in FactName]: Kind } = {
  ...{ pN: 'text', histology: 'text', cT: 'text', cN: 'text', cM: 'text', density: 'text' },
  ...{ location: 'text', sex: 'text', hospital: 'text' },
  ...{ ctr: 'number', diameterCm: 'number', ageYears: 'number', intervalDays: 'number' },
  ...{ sliceThicknessMm: 'number', contrast: 'yes-no', lymphNodeAssessment: 'yes-no' },
  ...{ previousTherapy: 'yes-no', imaged: 'yes-no', masked: 'yes-no', readable: 'yes-no' },
};

const kindOfTest: { readonly [T in EligibilityRule['test']['kind']]: Kind | null } = {
  ...{ known: null, is: 'yes-no', 'at-most': 'number', 'at-least': 'number', 'one-of': 'text' },
};

/** What is wrong with a list of rules, as the end of a sentence about one of them. */
export function ruleProblems(
  rules: readonly EligibilityRule[],
): { readonly path: string; readonly message: string }[] {
  const codes = rules.map(({ code }) => code);
  return rules.flatMap(({ code, fact, test }, n) => {
    const path = `rules.${n}`;
    const asked = kindOfTest[test.kind];
    const problems: string[] = [];
    if (codes.indexOf(code) < n) problems.push(`the code ${code} stands twice`);
    if (code === 'by-hand') problems.push('the code by-hand is of exclusions by hand');
    if (asked !== null && asked !== kindOfFact[fact]) {
      problems.push(`${fact} cannot be tested by ${test.kind}`);
    }
    return problems.map((message) => ({ path, message }));
  });
}
