import type { CohortView } from '#contract/procedures/cohort.ts';
import { IconPencil } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useKeys } from '../../ui/keys.ts';
import { notifyUndo } from '../../ui/notify.tsx';
import styles from './cohort-name.module.css';
import type { CohortStore } from './cohort-store.ts';

/** The heading, which is renamed where it stands: Enter or leaving keeps, Escape drops. */
export function CohortName({
  store,
  view,
}: {
  readonly store: CohortStore;
  readonly view: Pick<CohortView, 'name' | 'locked'>;
}) {
  const [editing, setEditing] = useState(false);
  /** What was kept and is not answered yet. */
  const [asked, setAsked] = useState<string | null>(null);
  const heading = useRef<HTMLButtonElement>(null);
  /** The field was left by a key, so that the focus goes back to the heading. */
  const byKey = useRef(false);
  useKeys({ F2: () => setEditing(true) });
  useEffect(() => {
    if (editing || !byKey.current) return;
    byKey.current = false;
    heading.current?.focus();
  }, [editing]);

  const { name, locked } = view;
  const keep = async (typed: string) => {
    setEditing(false);
    const words = typed.trim();
    if (words === '' || words === name) return;
    setAsked(words);
    const kept = await store.rename(words);
    setAsked(null);
    // A locked cohort has no steps to undo, so that the way back is offered here.
    if (kept && locked) notifyUndo(`Renamed to ${words}.`, () => void store.rename(name));
  };

  if (!editing) {
    return (
      <h1 className={styles.heading}>
        <button
          ref={heading}
          type="button"
          title={`${name}: rename (F2)`}
          onClick={() => setEditing(true)}
        >
          <span>{asked ?? name}</span>
          <IconPencil size={14} stroke={1.5} aria-hidden />
        </button>
      </h1>
    );
  }
  return (
    <NameField
      name={name}
      onKeep={(typed) => void keep(typed)}
      onDrop={() => setEditing(false)}
      onKey={() => (byKey.current = true)}
    />
  );
}

function NameField({
  name,
  onKeep,
  onDrop,
  onKey,
}: {
  readonly name: string;
  readonly onKeep: (typed: string) => void;
  readonly onDrop: () => void;
  readonly onKey: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <input
      ref={field}
      className={styles.field}
      aria-label="Name of the cohort"
      maxLength={80}
      defaultValue={name}
      onBlur={(event) => onKeep(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        onKey();
        if (event.key === 'Enter') onKeep(event.currentTarget.value);
        else onDrop();
      }}
    />
  );
}
