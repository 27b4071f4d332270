import { evaluationSettings, type EvaluationSettings } from '#contract/evaluation/settings.ts';
import type { ScoredModel } from '#contract/procedures/evaluation.ts';
import { Radio, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { intervalWords } from '../results-words.ts';
import { blankForm, settingsOf, type SettingsText } from './settings-text.ts';
import styles from './setup.module.css';

interface Props {
  readonly models: readonly ScoredModel[];
  /** Null while what is typed cannot be. */
  readonly onChange: (settings: EvaluationSettings | null) => void;
}

/** Thresholds, intervals, prevalence and who is compared with whom. */
export function SettingsForm({ models, onChange }: Props) {
  const [text, setText] = useState<SettingsText>(blankForm);
  const change = (part: Partial<SettingsText>) => {
    const next = { ...text, ...part };
    setText(next);
    const parsed = evaluationSettings.safeParse(settingsOf(next));
    onChange(parsed.success ? parsed.data : null);
  };
  const wrong = wrongFields(text);
  return (
    <div className={styles.form}>
      <Radio.Group label="Threshold of pN+" value={text.mode} onChange={(mode) => change({ mode })}>
        <div className={styles.radios}>
          <Radio
            size="xs"
            value="locked"
            label="Locked"
            description="Youden’s on internal validation, applied unchanged to the tests."
          />
          <Radio
            size="xs"
            value="paper"
            label="As in the paper"
            description={
              <span className={styles.optimistic}>
                <IconAlertTriangle size={12} stroke={1.75} aria-hidden /> Optimistic: Youden’s on
                each set by itself.
              </span>
            }
          />
          <Radio
            size="xs"
            value="fixed"
            label="Fixed"
            description="The same number for every model and set."
          />
          <TextInput
            className={styles.number}
            aria-label="Fixed threshold"
            inputMode="decimal"
            disabled={text.mode !== 'fixed'}
            error={wrong.has('threshold') && 'a number'}
            value={text.threshold}
            onChange={(event) => change({ threshold: event.currentTarget.value })}
          />
        </div>
      </Radio.Group>
      <div className={styles.fields}>
        <Field label="Intervals of proportions">
          <SegmentedControl
            aria-label="Intervals of proportions"
            value={text.interval}
            onChange={(interval) => change({ interval })}
            data={(['wilson', 'clopper-pearson'] as const).map((value) => ({
              value,
              label: intervalWords[value],
            }))}
          />
        </Field>
        <Field label="Level, %">
          <TextInput
            className={styles.number}
            aria-label="Level, %"
            inputMode="decimal"
            error={wrong.has('level') && '50 to 99.9'}
            value={text.level}
            onChange={(event) => change({ level: event.currentTarget.value })}
          />
        </Field>
        <Field
          label="Prevalence of pN+, %"
          hint="Probabilities are carried over to it; empty leaves them as they are."
        >
          <TextInput
            className={styles.number}
            aria-label="Prevalence of pN+, %"
            placeholder="as is"
            inputMode="decimal"
            error={wrong.has('prevalence') && '0 to 100'}
            value={text.prevalence}
            onChange={(event) => change({ prevalence: event.currentTarget.value })}
          />
        </Field>
        <Field label="Compare" hint="By paired DeLong tests, adjusted after Holm within each set.">
          <Select
            aria-label="Compare"
            allowDeselect={false}
            value={models.some(({ id }) => id === text.reference) ? text.reference : ''}
            onChange={(reference) => change({ reference: reference ?? '' })}
            data={[
              { value: '', label: 'every pair of models' },
              ...models.map(({ id, name }) => ({ value: id, label: `all with ${name}` })),
            ]}
          />
        </Field>
      </div>
    </div>
  );
}

/** Fields whose text is no number that they can have. */
function wrongFields(text: SettingsText): ReadonlySet<string> {
  const parsed = evaluationSettings.safeParse(settingsOf(text));
  return new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0])));
}

function Field({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      {children}
      {hint && <span className={styles.hint}>{hint}</span>}
    </div>
  );
}
