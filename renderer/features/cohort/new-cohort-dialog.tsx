import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { goTo } from '../../ui/routes.ts';
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

  const make = async () => {
    const source = from && { from: from.id };
    const reply = await engine.call('cohorts.create', { name: name.trim(), ...source });
    if (!reply.ok) return reply.error;
    onMade();
    goTo({ station: 'cohort', cohortId: reply.value.id, desk: 'flowchart' });
    return null;
  };

  return (
    <FormDialog
      title={from ? 'Copy as a new cohort' : 'New cohort'}
      action="Make it"
      ready={name.trim() !== ''}
      onSubmit={make}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        data-autofocus
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p>
        {from
          ? `It begins with the rules, exclusions, matching and split of “${from.name}”, not locked. The original stays as it is.`
          : 'It begins with the rules of the study; each can be changed, and each change undone.'}
      </p>
    </FormDialog>
  );
}
