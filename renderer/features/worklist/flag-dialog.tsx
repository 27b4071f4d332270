import type { WireError } from '#contract/errors.ts';
import type { CaseSummary } from '#contract/procedures/cases.ts';
import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';

/** Flags a case with a note that everybody sees who may see the case. */
export function FlagDialog({
  flagged,
  onClose,
}: {
  readonly flagged: CaseSummary;
  readonly onClose: () => void;
}) {
  const engine = useEngine();
  const [note, setNote] = useState('');
  const [error, setError] = useState<WireError | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await engine.call('cases.flag', { caseId: flagged.id, note });
    if (reply.ok) onClose();
    else setError(reply.error);
  };
  return (
    <Modal opened onClose={onClose} title={`Flag ${flagged.code}`}>
      <form onSubmit={(event) => void submit(event)} style={{ display: 'grid', gap: 12 }}>
        <Textarea
          label="Note"
          description="What should the others know? No names, no dates of birth."
          autosize
          minRows={3}
          maxLength={500}
          required
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {error && <ErrorNote error={error} />}
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={note.trim() === ''}>
            Flag
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
