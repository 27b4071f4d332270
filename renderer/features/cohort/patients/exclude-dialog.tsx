import { Autocomplete } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../../../ui/form-dialog.tsx';
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
  const words = reason.trim();

  const readmit = async () => {
    const reply = await store.readmit(code);
    if (!reply.ok) notifyError(reply.error);
  };
  const exclude = async () => {
    const reply = await store.exclude(code, words);
    if (!reply.ok) return reply.error;
    notifyUndo(`${code} is taken out: ${words}.`, () => void readmit());
    return null;
  };

  return (
    <FormDialog
      title={`Take ${code} out by hand`}
      action="Take out"
      ready={words.length >= 3}
      onSubmit={exclude}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
