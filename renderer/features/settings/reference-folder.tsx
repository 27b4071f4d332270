import type { WireError } from '#contract/errors.ts';
import { keepers } from '#contract/people.ts';
import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useEngine, usePerson } from '../../api/engine-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './settings-page.module.css';

const sources = {
  library: 'Chosen for this library.',
  started: 'Named when the program was started, by NODEWISE_SHARED.',
  none: 'None is known, so that only the digital phantom can be computed.',
} as const;

/** Where the reference data lie that are too large, or not free enough, to be in the program. */
export function ReferenceFolder() {
  const engine = useEngine();
  const role = usePerson()?.role ?? 'annotator';
  const { query, reload } = useQuery('ibsi.reference', {});
  const [folder, setFolder] = useState('');
  const [error, setError] = useState<WireError | null>(null);

  const choose = async (chosen: string | null) => {
    setError(null);
    const reply = await engine.call('ibsi.setReference', { folder: chosen });
    if (!reply.ok) return setError(reply.error);
    setFolder('');
    reload();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void choose(folder);
  };

  if (query.status === 'failed') return <ErrorNote error={query.error} retry={reload} />;
  if (query.status === 'loading') return null;
  const { folder: known, from } = query.value;
  return (
    <Section
      title="Reference data"
      note="The digital phantom is part of the program. The CT phantom, its reference tables and the response maps of IBSI are not; they lie in a folder with data/ibsi and data/ct/ibsi-phantom."
    >
      <p className={styles.quiet}>
        {known && <span className="mono">{known}. </span>}
        {sources[from]}
      </p>
      {(keepers as readonly string[]).includes(role) && (
        <form className={styles.folderForm} onSubmit={submit}>
          <TextInput
            label="Folder on this machine"
            value={folder}
            onChange={(event) => setFolder(event.currentTarget.value)}
          />
          <Button type="submit" disabled={folder.trim() === ''}>
            Use this folder
          </Button>
          {from === 'library' && <Button onClick={() => void choose(null)}>Forget it</Button>}
        </form>
      )}
      {error && <ErrorNote error={error} />}
    </Section>
  );
}
