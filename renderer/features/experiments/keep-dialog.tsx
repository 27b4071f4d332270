import { bulkPath } from '#contract/bulk.ts';
import type { WireError } from '#contract/errors.ts';
import type { Run } from '#contract/procedures/experiments.ts';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { saveAs } from '../../ui/download.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { notifyDone } from '../../ui/notify.tsx';

/** Names the selected weights of a run, so that they become a model of the library. */
export function KeepDialog({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const engine = useEngine();
  const [name, setName] = useState(run.name.slice(0, 80));
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<WireError | null>(null);

  const keep = async () => {
    setError(null);
    const reply = await engine.call('experiments.keep', { runId: run.id, name: name.trim() });
    if (!reply.ok) return reply.error;
    notifyDone(`${name.trim()} is a model of this library now.`);
    return null;
  };

  const save = async () => {
    if (saving) return;
    setSaving(true);
    setError(null);
    const reply = await engine.bulkFetch(bulkPath.runModel(run.id, 'onnx'));
    setSaving(false);
    if (!reply.ok) return setError(reply.error);
    const file = `${run.name.replaceAll(/[^\w-]+/g, '-')}.onnx`;
    await saveAs(reply.value, file);
    notifyDone(`${file} saved. Any ONNX Runtime runs it.`);
  };

  return (
    <FormDialog
      title="Keep as a model"
      action="Keep"
      cancel="Not now"
      ready={name.trim() !== ''}
      onSubmit={keep}
      onClose={onClose}
      aside={
        // Not disabled while it works: the focus would be lost.
        <Button aria-busy={saving} onClick={() => void save()}>
          {saving ? 'Saving…' : 'Save as ONNX'}
        </Button>
      }
    >
      <TextInput
        label="Name of the model"
        data-autofocus
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p>
        The weights of the selected epoch are kept with their settings as a model file of this
        library, from which later runs can begin; or saved as plain ONNX, for any other program.
      </p>
      {error && <ErrorNote error={error} />}
    </FormDialog>
  );
}
