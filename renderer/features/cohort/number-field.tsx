import { TextInput } from '@mantine/core';
import { useState, type KeyboardEvent, type RefObject } from 'react';
import styles from './number-field.module.css';
import { numberOf } from './number-of.ts';

interface Props {
  readonly label: string;
  /** Null where there is none; NaN while what is typed is no number. */
  readonly value: number | null;
  readonly unit?: string;
  readonly disabled?: boolean;
  /** What an empty field stands for, where it may be empty. */
  readonly empty?: string;
  readonly field?: RefObject<HTMLInputElement | null>;
  /** Null for an empty field, NaN for what is no number. */
  readonly onType: (value: number | null) => void;
  /** The field is left, or Enter pressed. */
  readonly onLeave: () => void;
  /** Escape takes back what was typed. */
  readonly onDrop?: () => void;
}

/** A number as it is typed; what is not finished stays as it was typed. */
export function NumberField(props: Props) {
  const { label, value, unit = '', disabled = false, empty, field, onType, onLeave } = props;
  const [typed, setTyped] = useState('');
  const shown = value === null ? '' : String(value);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onLeave();
    if (event.key === 'Escape') props.onDrop?.();
  };
  return (
    <TextInput
      {...(field && { ref: field })}
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      className={styles.field}
      w={unit === '' ? 72 : 88}
      disabled={disabled}
      placeholder={empty}
      rightSection={<span className={styles.unit}>{unit}</span>}
      rightSectionWidth={unit === '' ? 0 : 42}
      value={Object.is(numberOf(typed), value) || Number.isNaN(value) ? typed : shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onType(numberOf(event.currentTarget.value));
      }}
      onKeyDown={onKeyDown}
      onBlur={onLeave}
    />
  );
}
