import { Radio } from '@mantine/core';
import type { Words } from '../experiment-words.ts';
import styles from './new-experiment.module.css';

/** One of a few choices, each with the sentence that says what it means. */
export function ChoiceGroup<V extends string>({
  label,
  words,
  value,
  autoFocus = false,
  onChange,
}: {
  readonly label: string;
  readonly words: Readonly<Record<V, Words>>;
  readonly value: V;
  /** Whether the dialog begins here. */
  readonly autoFocus?: boolean;
  readonly onChange: (value: V) => void;
}) {
  const choices = Object.entries(words) as [V, Words][];
  return (
    <Radio.Group label={label} value={value} onChange={onChange}>
      <div className={styles.choices}>
        {choices.map(([id, { name, meaning }]) => (
          <Radio
            key={id}
            value={id}
            size="xs"
            label={name}
            description={meaning}
            // The dialog looks for the first when it opens, which may be before this is here.
            {...(autoFocus && id === value && { 'data-autofocus': true, autoFocus: true })}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
