import type { WireError } from '#contract/errors.ts';
import { Button, Group, Modal } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { ErrorNote } from './error-note.tsx';
import styles from './form-dialog.module.css';

interface Props {
  readonly title: string;
  /** The word on the button that does it. */
  readonly action: string;
  /** Whether the fields hold what it needs. */
  readonly ready: boolean;
  /** Does it; answers why it was refused, or null when it is done. */
  readonly onSubmit: () => Promise<WireError | null>;
  readonly onClose: () => void;
  /** The word on the button that does not. */
  readonly cancel?: string;
  /** Another way out, at the left of the buttons. */
  readonly aside?: ReactNode;
  /** The fields; the first one has `data-autofocus`. */
  readonly children: ReactNode;
}

/** A few fields and one thing to do with them: Enter does it, and a refusal stands below them. */
export function FormDialog(props: Props) {
  const { title, action, ready, onSubmit, onClose, cancel = 'Cancel', aside, children } = props;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setError(null);
    const refused = await onSubmit();
    setBusy(false);
    if (refused) setError(refused);
    else onClose();
  };

  return (
    <Modal opened onClose={onClose} title={title} size={440}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {children}
        {error && <ErrorNote error={error} />}
        <Group justify="flex-end" gap={8}>
          {aside && <div className={styles.aside}>{aside}</div>}
          <Button onClick={onClose}>{cancel}</Button>
          <Button type="submit" variant="filled" loading={busy} disabled={!ready}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
