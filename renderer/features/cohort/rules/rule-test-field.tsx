import type { EligibilityRule } from '#contract/procedures/cohort.ts';
import { SegmentedControl, Select, TagsInput } from '@mantine/core';
import type { RefObject } from 'react';
import { factWords } from '../cohort-words.ts';
import { NumberField } from '../number-field.tsx';
import { testKinds, testOfKind, type TestKind } from './rule-edits.ts';
import { reasonAfter } from './rule-words.ts';
import styles from './rules.module.css';
import type { RuleDraft } from './use-rule-draft.ts';

const kindWords: { readonly [K in TestKind]: string } = {
  known: 'is recorded',
  'at-most': 'is at most',
  'at-least': 'is at least',
  'one-of': 'is one of',
  is: 'is',
};

/** What the fact must be: "stays in when slice thickness is at most 2 mm". */
export function RuleTestField({
  draft,
  values,
  firstField,
}: {
  readonly draft: RuleDraft;
  readonly values: readonly string[];
  readonly firstField: RefObject<HTMLInputElement | null>;
}) {
  const { rule, stored } = draft;
  const { name } = factWords[rule.fact];
  const withTest = (test: EligibilityRule['test']): EligibilityRule => ({
    ...rule,
    test,
    reason: reasonAfter(stored, test),
  });
  const typeLimit = (kind: 'at-most' | 'at-least', value: number) =>
    // A field that is empty for a moment says nothing that the reason could repeat.
    draft.type(
      Number.isNaN(value) ? { ...rule, test: { kind, value } } : withTest({ kind, value }),
    );
  const kinds = testKinds(rule);
  return (
    <div className={styles.line}>
      <span className={styles.label}>Stays in when</span>
      <span className={styles.fact}>{name}</span>
      <Select
        aria-label="Condition"
        w={112}
        allowDeselect={false}
        data={kinds.map((value) => ({ value, label: kindWords[value] }))}
        value={rule.test.kind}
        onChange={(value) => {
          const kind = kinds.find((each) => each === value);
          if (kind) draft.keep(withTest(testOfKind(rule.test, kind, values)));
        }}
      />
      {isLimit(rule.test) && (
        <NumberField
          label="Limit"
          field={firstField}
          value={rule.test.value}
          unit={factWords[rule.fact].unit}
          onType={(value) => isLimit(rule.test) && typeLimit(rule.test.kind, value ?? Number.NaN)}
          onLeave={() => draft.keep()}
        />
      )}
      {rule.test.kind === 'one-of' && (
        <TagsInput
          ref={firstField}
          className={styles.tags}
          size="xs"
          aria-label="Values"
          data={[...values]}
          value={rule.test.values}
          onChange={(chosen) =>
            chosen.length > 0 && draft.keep(withTest({ kind: 'one-of', values: chosen }))
          }
        />
      )}
      {rule.test.kind === 'is' && (
        <SegmentedControl
          aria-label="Value"
          value={rule.test.value ? 'yes' : 'no'}
          onChange={(value) => draft.keep(withTest({ kind: 'is', value: value === 'yes' }))}
          data={['yes', 'no']}
        />
      )}
    </div>
  );
}

type Limit = Extract<EligibilityRule['test'], { readonly kind: 'at-most' | 'at-least' }>;

function isLimit(test: EligibilityRule['test']): test is Limit {
  return test.kind === 'at-most' || test.kind === 'at-least';
}
