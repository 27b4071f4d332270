import { Button } from '@mantine/core';
import { IconFolderPlus, IconLoader2, IconSearchOff } from '@tabler/icons-react';
import { useRunningJobs } from '../../api/library-feed.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProgressRow } from '../../ui/progress-row.tsx';
import { ImportMenu, type ImportDialog } from './import-menu.tsx';
import type { Importer } from './import-store.ts';

/** A library without cases: they are on their way, or this is how they get in. */
export function EmptyWorklist({
  mayImport,
  importer,
  onBrowse,
}: {
  readonly mayImport: boolean;
  readonly importer: Importer;
  readonly onBrowse: (what: ImportDialog) => void;
}) {
  const filling = useRunningJobs().find((job) => job.kind === 'demo' || job.kind === 'import');
  if (filling)
    return (
      <EmptyState icon={IconLoader2} title="The cases are on their way">
        <p>They appear here one by one; the first can be opened before the last is ready.</p>
        <div style={{ margin: '16px auto 0', width: 420 }}>
          <ProgressRow job={filling} />
        </div>
      </EmptyState>
    );
  if (!mayImport)
    return (
      <EmptyState icon={IconFolderPlus} title="No cases yet">
        A supervisor or research assistant imports them. They appear here by themselves.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={IconFolderPlus}
      title="No cases yet"
      action={<ImportMenu primary importer={importer} onChoose={onBrowse} />}
    >
      Drop a folder with CT series anywhere on this window, or choose one. Names, dates and
      identifiers are replaced on the way in.
    </EmptyState>
  );
}

export function NothingFound({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState
      icon={IconSearchOff}
      title="No case matches"
      action={<Button onClick={onClear}>Clear search and filter</Button>}
    >
      The search looks at code, hospital, flags and notes.
    </EmptyState>
  );
}
