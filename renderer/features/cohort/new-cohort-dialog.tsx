import type { WireError } from '#contract/errors.ts';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { goTo } from '../../ui/routes.ts';
import styles from './cohort-page.module.css';
import { copyName, nextName } from './next-name.ts';

/** Names a cohort that begins with the default rules, or as another one stands. */
export function NewCohortDialog({
  from,
  names,
  onMade,
  onClose,
}: {
  readonly from: { readonly id: string; readonly name: string } | null;
  readonly names: readonly string[];
  readonly onMade: () => void;
  readonly onClose: () => void;
}) {
  const engine = useEngine();
  const [name, setName] = useState(from ? copyName(from.name, names) : nextName('Cohort', names));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const reply = await engine.call('cohorts.create', {
      name: name.trim(),
      ...(from && { from: from.id }),
    });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    onMade();
    onClose();
    goTo({ station: 'cohort', cohortId: reply.value.id, desk: 'flowchart' });
  };

  return (
    <Modal opened onClose={onClose} title={from ? 'Copy as a new cohort' : 'New cohort'} size={440}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Name"
          data-autofocus
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <p className={styles.quiet}>
          {from
            ? `It begins with the rules, exclusions, matching and split of “${from.name}”, not locked. The original stays as it is.`
            : 'It begins with the rules of the study; each can be changed, and each change undone.'}
        </p>
        {error && <ErrorNote error={error} />}
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={busy} disabled={name.trim() === ''}>
            Make it
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
