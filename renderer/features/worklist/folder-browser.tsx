import { Button, Group, Modal, TextInput } from '@mantine/core';
import { IconArrowUp, IconFolder } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './worklist.module.css';

/** Chooses a folder of the engine's machine, where the browser has no native dialog for it. */
export function FolderBrowser({
  title,
  onChoose,
  onClose,
}: {
  readonly title: string;
  readonly onChoose: (path: string) => void;
  readonly onClose: () => void;
}) {
  const [path, setPath] = useState<string | undefined>(undefined);
  const [typed, setTyped] = useState('');
  const [before, setBefore] = useState<string | undefined>(undefined);
  const { query } = useQuery('import.browse', path === undefined ? {} : { path });
  const here = query.status === 'ready' ? query.value : null;

  const go = (to: string) => {
    if (here) setBefore(here.path);
    setPath(to);
    setTyped('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed !== '') go(typed);
  };

  return (
    <Modal opened onClose={onClose} title={title} size={640}>
      <div className={styles.browser}>
        <form className={styles.row} onSubmit={submit}>
          <TextInput
            aria-label="Folder"
            placeholder={here?.path ?? 'Path of a folder'}
            value={typed}
            data-autofocus
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit">Go</Button>
        </form>
        <div className={styles.row}>
          <span className="mono">{here?.path ?? ' '}</span>
          <Button
            leftSection={<IconArrowUp size={16} stroke={1.5} />}
            disabled={!here?.parent}
            onClick={() => here?.parent && go(here.parent)}
          >
            Up
          </Button>
        </div>
        {query.status === 'failed' && (
          <div className={styles.row}>
            <ErrorNote error={query.error} />
            <Button onClick={() => setPath(before)}>Back</Button>
          </div>
        )}
        <ul className={styles.folders} aria-label="Folders">
          {query.status === 'loading' && <SkeletonRows rows={9} label="Reading the folder" />}
          {here?.folders.map((name) => (
            <li key={name}>
              <button
                type="button"
                className={styles.folder}
                onClick={() => go(childPath(here.path, name))}
              >
                <IconFolder size={16} stroke={1.5} aria-hidden />
                {name}
              </button>
            </li>
          ))}
          {here?.folders.length === 0 && (
            <li className={styles.quiet}>No folders below this one.</li>
          )}
        </ul>
        <Group justify="space-between">
          <span className={styles.quiet}>
            {here &&
              `${here.files} ${here.files === 1 ? 'file' : 'files'} lie directly in it; folders below are read, too.`}
          </span>
          <Group gap={8}>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="filled" disabled={!here} onClick={() => here && onChoose(here.path)}>
              Import this folder
            </Button>
          </Group>
        </Group>
      </div>
    </Modal>
  );
}

/** A folder below another, with the separator that the parent's own path uses. */
function childPath(parent: string, name: string): string {
  const separator = parent.includes('\\') ? '\\' : '/';
  return parent.endsWith(separator) ? parent + name : parent + separator + name;
}
