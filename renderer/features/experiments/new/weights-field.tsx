import type { WireError } from '#contract/errors.ts';
import type { NetworkName } from '#contract/procedures/experiments.ts';
import { Button, Select, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useEngine } from '../../../api/engine-context.tsx';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { byteSize } from '../../../ui/format.ts';
import { notifyDone } from '../../../ui/notify.tsx';
import styles from './new-experiment.module.css';
import { WeightsReport } from './weights-report.tsx';

const random = 'random';

/** Where a network begins: random weights, or a file of the library, and how that one fits. */
export function WeightsField({
  weightsId,
  network,
  width,
  onChange,
}: {
  readonly weightsId: string | null;
  readonly network: NetworkName;
  /** Null while the field of it holds no number. */
  readonly width: number | null;
  readonly onChange: (weightsId: string | null) => void;
}) {
  const { query, reload } = useQuery('weights.list', {});
  const [importing, setImporting] = useState(false);
  const stored = query.status === 'ready' ? query.value : [];
  const imported = (id: string) => {
    reload();
    setImporting(false);
    onChange(id);
  };
  return (
    <div className={styles.weights}>
      <div className={styles.weightsRow}>
        <Select
          label="Begins from"
          allowDeselect={false}
          data={[
            { value: random, label: 'Random weights, from scratch' },
            ...stored.map(({ id, name, bytes }) => ({
              value: id,
              label: `${name}, ${byteSize(bytes)}`,
            })),
          ]}
          value={weightsId ?? random}
          onChange={(value) => onChange(value === random ? null : value)}
        />
        <Button
          aria-expanded={importing}
          leftSection={<IconFileImport size={16} stroke={1.5} aria-hidden />}
          onClick={() => setImporting((on) => !on)}
        >
          Import weights…
        </Button>
      </div>
      {importing && <ImportWeights onImported={imported} />}
      {weightsId !== null && width !== null && (
        <WeightsReport weightsId={weightsId} network={network} width={width} />
      )}
    </div>
  );
}

/** Reads a weight file of this machine into the library. */
export function ImportWeights({ onImported }: { readonly onImported: (id: string) => void }) {
  const engine = useEngine();
  const [path, setPath] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);

  const read = async () => {
    if (path.trim() === '' || busy) return;
    setError(null);
    setBusy(true);
    const reply = await engine.call('weights.import', { path: path.trim() });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    notifyDone(`${reply.value.name}: ${reply.value.tensors} tensors are in the library.`);
    onImported(reply.value.id);
  };
  // The field lies in a form that starts runs; Enter here means this file alone.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void read();
  };

  return (
    <>
      <div className={styles.weightsRow}>
        <TextInput
          label="Path on this machine: .pth, .pt or .safetensors"
          placeholder="/data/weights/resnet_18_23dataset.pth"
          autoFocus
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button loading={busy} disabled={path.trim() === ''} onClick={() => void read()}>
          Read the file
        </Button>
      </div>
      {error && <ErrorNote error={error} />}
    </>
  );
}
