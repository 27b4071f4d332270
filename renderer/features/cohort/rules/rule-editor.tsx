import type { EligibilityRule } from '#contract/procedures/cohort.ts';
import { ActionIcon, SegmentedControl, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent, RefObject } from 'react';
import type { CohortStore } from '../cohort-store.ts';
import { counted } from '../cohort-words.ts';
import { RuleTestField } from './rule-test-field.tsx';
import styles from './rules.module.css';
import { useRuleDraft } from './use-rule-draft.ts';

interface Props {
  readonly store: CohortStore;
  readonly stored: EligibilityRule;
  readonly rules: readonly EligibilityRule[];
  /** Patients of the rule whose fact is not recorded. */
  readonly unknown: number;
  /** What the fact is among the patients, most frequent first. */
  readonly values: readonly string[];
  readonly locked: boolean;
  readonly firstField: RefObject<HTMLInputElement | null>;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
  /** Back to the flowchart, by Escape where nothing is typed. */
  readonly onLeave: () => void;
}

/** What a rule asks, what becomes of whom it cannot ask, and what the flowchart prints. */
export function RuleEditor({
  store,
  stored,
  rules,
  unknown,
  values,
  locked,
  firstField,
  onMove,
  onRemove,
  onLeave,
}: Props) {
  const draft = useRuleDraft(store, stored, rules);
  const { rule } = draft;
  const at = rules.findIndex(({ code }) => code === stored.code);

  // What was chosen is stored at once; what is typed, with Enter or when the field is left.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') draft.keep();
    if (event.key === 'Escape') {
      if (draft.typed) draft.drop();
      else onLeave();
    }
  };
  const icon = { size: 16, stroke: 1.5 };

  return (
    <fieldset className={styles.editor} disabled={locked} onKeyDown={onKeyDown}>
      <legend className="visually-hidden">Rule</legend>
      <div className={styles.line}>
        <Switch
          size="xs"
          aria-label="Rule is on"
          checked={rule.enabled}
          onChange={(event) => draft.keep({ ...rule, enabled: event.currentTarget.checked })}
        />
        <TextInput
          className={styles.reason}
          aria-label="Reason, as the flowchart prints it"
          title="Reason, as the flowchart prints it"
          maxLength={120}
          value={rule.reason}
          onChange={(event) => draft.type({ ...rule, reason: event.currentTarget.value })}
          onBlur={() => draft.keep()}
        />
        <Tooltip label="Ask earlier (Alt ↑)">
          <ActionIcon
            aria-label="Ask this rule earlier"
            disabled={at === 0}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp {...icon} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Ask later (Alt ↓)">
          <ActionIcon
            aria-label="Ask this rule later"
            disabled={at === rules.length - 1}
            onClick={() => onMove(1)}
          >
            <IconArrowDown {...icon} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Remove the rule (Del)">
          <ActionIcon aria-label="Remove this rule" onClick={onRemove}>
            <IconTrash {...icon} />
          </ActionIcon>
        </Tooltip>
      </div>
      <RuleTestField draft={draft} values={values} firstField={firstField} />
      <div className={styles.line}>
        <span className={styles.label}>Not recorded</span>
        <SegmentedControl
          aria-label="Patients whose fact is not recorded"
          value={rule.whenUnknown}
          onChange={(whenUnknown) => draft.keep({ ...rule, whenUnknown })}
          data={[
            { value: 'exclude', label: 'leaves' },
            { value: 'accept', label: 'stays' },
          ]}
        />
        <span className={styles.quiet}>{unknownWords(rule, unknown)}</span>
      </div>
      <p className={styles.status} role="status" data-wrong={draft.wrong}>
        {draft.wrong
          ? 'This makes no rule yet: it needs a value and a reason.'
          : draft.typed
            ? 'Counting what you type. Enter keeps it, Esc takes it back.'
            : ''}
      </p>
    </fieldset>
  );
}

function unknownWords({ whenUnknown }: EligibilityRule, unknown: number): string {
  if (whenUnknown === 'accept') return '';
  return unknown === 0 ? 'nobody here' : `${counted(unknown, 'patient')} of those below`;
}
