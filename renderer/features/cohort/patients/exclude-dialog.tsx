import type { Reply, WireError } from '#contract/errors.ts';
import type { CohortView } from '#contract/procedures/cohort.ts';
import { Autocomplete, Button, Group, Modal } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { notifyError, notifyUndo } from '../../../ui/notify.tsx';
import type { CohortStore } from '../cohort-store.ts';

/** Takes a patient out by hand; nobody leaves without a reason that the tables will print. */
export function ExcludeDialog({
  store,
  code,
  earlier,
  onClose,
}: {
  readonly store: CohortStore;
  readonly code: string;
  /** Reasons that were given before, to choose from. */
  readonly earlier: readonly string[];
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const words = reason.trim();

  const readmit = async () => {
    const reply = await store.readmit(code);
    if (!reply.ok) notifyError(reply.error);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (words.length < 3) return;
    setBusy(true);
    const reply: Reply<CohortView> = await store.exclude(code, words);
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    onClose();
    notifyUndo(`${code} is taken out: ${words}.`, () => void readmit());
  };

  return (
    <Modal opened onClose={onClose} title={`Take ${code} out by hand`} size={440}>
      <form onSubmit={(event) => void submit(event)} style={{ display: 'grid', gap: 12 }}>
        <Autocomplete
          size="xs"
          label="Reason"
          description="It stands in the flowchart’s list and in the audit trail. No names."
          data-autofocus
          required
          maxLength={300}
          data={[...new Set(earlier)]}
          value={reason}
          onChange={setReason}
        />
        {error && <ErrorNote error={error} />}
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={busy} disabled={words.length < 3}>
            Take out
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
