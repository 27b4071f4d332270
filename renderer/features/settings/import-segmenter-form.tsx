import type { WireError } from '#contract/errors.ts';
import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './settings-page.module.css';

/** Brings in a segmentation model by the paths of its two files. */
export function ImportSegmenterForm({ onImported }: { readonly onImported: () => void }) {
  const engine = useEngine();
  const [model, setModel] = useState('');
  const [card, setCard] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    setBusy(true);
    const paths = [model.trim(), card.trim()];
    const reply = await engine.call('segmenters.import', { paths });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    notifyDone(`“${reply.value.name}” was imported. Choose it to outline new cases.`);
    setModel('');
    setCard('');
    onImported();
  };

  return (
    <Section
      title="Bring in a segmentation model"
      note="An ONNX file that takes and gives windows of a CT, and a card, a JSON file that says how; the README shows one. The model is tried on an empty window before it is stored."
    >
      <form className={styles.modelForm} onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Model on this machine (.onnx)"
          value={model}
          onChange={(event) => setModel(event.currentTarget.value)}
        />
        <TextInput
          label="Its card (.json)"
          value={card}
          onChange={(event) => setCard(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} disabled={model.trim() === '' || card.trim() === ''}>
          Import
        </Button>
      </form>
      {error && <ErrorNote error={error} />}
    </Section>
  );
}
