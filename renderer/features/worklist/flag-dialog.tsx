import type { CaseSummary } from '#contract/procedures/cases.ts';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

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
  const flag = async () => {
    const reply = await engine.call('cases.flag', { caseId: flagged.id, note });
    return reply.ok ? null : reply.error;
  };
  return (
    <FormDialog
      title={`Flag ${flagged.code}`}
      action="Flag"
      ready={note.trim() !== ''}
      onSubmit={flag}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
