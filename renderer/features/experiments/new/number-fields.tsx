import { TextInput } from '@mantine/core';
import styles from './new-experiment.module.css';
import { numberWords, type NumberField, type Problems, type RunForm } from './run-form.ts';

interface Props {
  readonly fields: readonly NumberField[];
  readonly form: RunForm;
  readonly problems: Problems;
  readonly onChange: (change: Partial<RunForm>) => void;
}

/** Settings that are numbers; what is wrong with one stands under it. */
export function NumberFields({ fields, form, problems, onChange }: Props) {
  return (
    <div className={styles.numbers}>
      {fields.map((field) => (
        <TextInput
          key={field}
          label={<span title={numberWords[field].hint}>{numberWords[field].label}</span>}
          title={numberWords[field].hint}
          inputMode="decimal"
          autoComplete="off"
          value={form[field]}
          error={problems[field] ?? null}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
