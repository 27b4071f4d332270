import { bulkPath } from '#contract/bulk.ts';
import type { WireError } from '#contract/errors.ts';
import type { Run } from '#contract/procedures/experiments.ts';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { saveAs } from '../../ui/download.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import styles from './run-view.module.css';

/** Names the selected weights of a run, so that they become a model of the library. */
export function KeepDialog({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const engine = useEngine();
  const [name, setName] = useState(run.name.slice(0, 80));
  const [busy, setBusy] = useState<'keep' | 'save' | null>(null);
  const [error, setError] = useState<WireError | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy('keep');
    setError(null);
    const reply = await engine.call('experiments.keep', { runId: run.id, name: name.trim() });
    setBusy(null);
    if (!reply.ok) return setError(reply.error);
    notifyDone(`${name.trim()} is a model of this library now.`);
    onClose();
  };

  const save = async () => {
    if (busy !== null) return;
    setBusy('save');
    setError(null);
    const reply = await engine.bulkFetch(bulkPath.runModel(run.id, 'onnx'));
    setBusy(null);
    if (!reply.ok) return setError(reply.error);
    const file = `${run.name.replaceAll(/[^\w-]+/g, '-')}.onnx`;
    await saveAs(reply.value, file);
    notifyDone(`${file} saved. Any ONNX Runtime runs it.`);
  };

  return (
    <Modal opened onClose={onClose} title="Keep as a model" size={440}>
      <form className={styles.keep} onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Name of the model"
          data-autofocus
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <p className={styles.quiet}>
          The weights of the selected epoch are kept with their settings as a model file of this
          library, from which later runs can begin; or saved as plain ONNX, for any other program.
        </p>
        {error && <ErrorNote error={error} />}
        <Group justify="space-between" gap={8}>
          {/* Not disabled while it works: the focus would be lost. */}
          <Button aria-busy={busy === 'save'} onClick={() => void save()}>
            {busy === 'save' ? 'Saving…' : 'Save as ONNX'}
          </Button>
          <Group gap={8}>
            <Button onClick={onClose}>Not now</Button>
            <Button
              type="submit"
              variant="filled"
              loading={busy === 'keep'}
              disabled={name.trim() === ''}
            >
              Keep
            </Button>
          </Group>
        </Group>
      </form>
    </Modal>
  );
}
