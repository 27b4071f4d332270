import type { WireError } from '#contract/errors.ts';
import type { ColumnMapping, TablePreview, TableReport } from '#contract/procedures/imports.ts';
import { Button, Group, Modal } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import type { Engine } from '../../api/engine.ts';
import { hostBridge } from '../../api/host.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ClinicalMapping } from './clinical-mapping.tsx';
import { ClinicalReport } from './clinical-report.tsx';
import { filesOfInput } from './collect-files.ts';
import type { ImportSource } from './import-store.ts';
import { uploadFiles } from './upload.ts';
import styles from './worklist.module.css';

/** The steps of bringing a table in; each holds what the next one needs. */
type Step =
  | { readonly at: 'choose' | 'reading' }
  | { readonly at: 'map'; readonly source: ImportSource; readonly preview: TablePreview }
  | { readonly at: 'done'; readonly report: TableReport };

/** Reads a clinical table: choose a file, check which column means what, see what was matched. */
export function ClinicalImport({ onClose }: { readonly onClose: () => void }) {
  const engine = useEngine();
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const [error, setError] = useState<WireError | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const fail = (reason: WireError) => {
    setError(reason);
    setStep({ at: 'choose' });
  };
  const read = async (source: ImportSource) => {
    setError(null);
    setStep({ at: 'reading' });
    const reply = await engine.call('import.tablePreview', source);
    if (reply.ok) setStep({ at: 'map', source, preview: reply.value });
    else fail(reply.error);
  };
  const send = async (list: FileList | null) => {
    if (!list?.length) return;
    setStep({ at: 'reading' });
    const reply = await sendTable(engine, list);
    if (reply.ok) await read(reply.value);
    else fail(reply.error);
  };
  const choose = async () => {
    const bridge = hostBridge(window);
    if (!bridge) return input.current?.click();
    const paths = await bridge.chooseFiles();
    if (paths.length > 0) await read({ paths: [...paths] });
  };
  const store = async (source: ImportSource, mapping: ColumnMapping) => {
    setError(null);
    const reply = await engine.call('import.table', { source, mapping });
    if (reply.ok) setStep({ at: 'done', report: reply.value });
    else setError(reply.error);
  };

  return (
    <Modal opened onClose={onClose} title="Clinical table" size={860}>
      <div className={styles.report}>
        {error && <ErrorNote error={error} />}
        {step.at === 'choose' && (
          <EmptyState
            icon={IconTable}
            title="Choose a table"
            action={
              <Button variant="filled" data-autofocus onClick={() => void choose()}>
                Choose a CSV file…
              </Button>
            }
          >
            One row a patient, a header line with names of columns. Nothing is stored before you
            have seen what each column means.
          </EmptyState>
        )}
        {step.at === 'reading' && <SkeletonRows rows={8} label="Reading the table" />}
        {step.at === 'map' && (
          <ClinicalMapping
            preview={step.preview}
            onStore={(mapping) => store(step.source, mapping)}
            onBack={() => setStep({ at: 'choose' })}
          />
        )}
        {step.at === 'done' && (
          <>
            <ClinicalReport report={step.report} />
            <Group justify="flex-end">
              <Button variant="filled" onClick={onClose}>
                Close
              </Button>
            </Group>
          </>
        )}
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt"
          hidden
          aria-label="Clinical table"
          onChange={(event) => void send(event.currentTarget.files)}
        />
      </div>
    </Modal>
  );
}

function sendTable(engine: Engine, list: FileList) {
  return uploadFiles(engine, {
    files: filesOfInput(list),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}
