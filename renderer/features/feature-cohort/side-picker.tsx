import { bulkPath } from '#contract/bulk.ts';
import type { Output } from '#contract/contract.ts';
import type { Reply, WireError } from '#contract/errors.ts';
import { Button, Select } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import type { Engine } from '../../api/engine.ts';
import styles from './feature-cohort.module.css';
import { fromFile, maskOptions, versionOptions, type SideChoice } from './side-choice.ts';

interface Props {
  readonly name: string;
  readonly choices: Output<'comparison.choices'>;
  readonly choice: SideChoice;
  readonly onChoice: (choice: SideChoice) => void;
  readonly onError: (error: WireError) => void;
}

/** One side of a comparison: a stored version and whose outlines, or a CSV file. */
export function SidePicker({ name, choices, choice, onChoice, onError }: Props) {
  const engine = useEngine();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);

  const send = async (file: File | undefined) => {
    if (!file) return;
    setSending(true);
    const sent = await sendFile(engine, file);
    setSending(false);
    if (sent.ok) onChoice({ ...choice, file: { uploadId: sent.value, name: file.name } });
    else onError(sent.error);
  };

  return (
    <fieldset className={styles.side}>
      <legend>{name}</legend>
      <Select
        aria-label={`${name}: features of`}
        data={versionOptions(choices.versions)}
        value={choice.from}
        onChange={(from) => from !== null && onChoice({ ...choice, from })}
        allowDeselect={false}
      />
      {choice.from === fromFile ? (
        <Button
          leftSection={<IconFile size={16} stroke={1.5} />}
          loading={sending}
          title={choice.file?.name}
          onClick={() => input.current?.click()}
        >
          {choice.file?.name ?? 'Choose…'}
        </Button>
      ) : (
        <Select
          aria-label={`${name}: outlines`}
          data={maskOptions(choices.readers)}
          value={choice.masks}
          onChange={(masks) => masks !== null && onChoice({ ...choice, masks })}
          allowDeselect={false}
        />
      )}
      <input
        ref={input}
        type="file"
        accept=".csv"
        hidden
        aria-label={`${name}: CSV file`}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file again, after a change of it, must be a choice again.
          event.currentTarget.value = '';
          void send(file);
        }}
      />
    </fieldset>
  );
}

async function sendFile(engine: Engine, file: File): Promise<Reply<string>> {
  const opened = await engine.call('import.openUpload', {});
  if (!opened.ok) return opened;
  const { uploadId } = opened.value;
  const path = bulkPath.upload(uploadId, file.name);
  const sent = await engine.bulkFetch(path, { method: 'POST', body: file });
  return sent.ok ? { ok: true, value: uploadId } : sent;
}
