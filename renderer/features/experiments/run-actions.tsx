import type { Run } from '#contract/procedures/experiments.ts';
import { Button } from '@mantine/core';
import {
  IconArchive,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { useKeys } from '../../ui/keys.ts';
import { notifyError, notifyUndo } from '../../ui/notify.tsx';
import { KeepDialog } from './keep-dialog.tsx';
import { actionsOf, type RunAction } from './run-progress.ts';
import styles from './run-view.module.css';

const looks: { readonly [A in RunAction]: readonly [name: string, TablerIcon] } = {
  pause: ['Pause', IconPlayerPause],
  resume: ['Resume', IconPlayerPlay],
  cancel: ['Cancel', IconX],
  keep: ['Keep as model', IconArchive],
};

/** What can be done with a run now: the buttons, and their keys. */
export function RunActions({ run }: { readonly run: Run }) {
  const engine = useEngine();
  const [busy, setBusy] = useState<RunAction | null>(null);
  const [keeping, setKeeping] = useState(false);
  const possible = actionsOf(run);

  const ask = async (action: Exclude<RunAction, 'keep'>) => {
    setBusy(action);
    const reply = await engine.call(`experiments.${action}`, { runId: run.id });
    setBusy(null);
    if (!reply.ok) return notifyError(reply.error);
    if (action === 'cancel') {
      notifyUndo(`${run.name} is cancelled. Its whole epochs stay.`, () => void ask('resume'));
    }
  };
  const act = (action: RunAction) => {
    if (!possible.includes(action) || busy !== null) return;
    if (action === 'keep') setKeeping(true);
    else void ask(action);
  };
  useKeys({
    p: () => act(possible.includes('pause') ? 'pause' : 'resume'),
    x: () => act('cancel'),
  });

  return (
    <div className={styles.actions}>
      {possible.map((action) => {
        const [name, Icon] = looks[action];
        return (
          <Button
            key={action}
            leftSection={<Icon size={16} stroke={1.5} aria-hidden />}
            loading={busy === action}
            onClick={() => act(action)}
          >
            {name}
          </Button>
        );
      })}
      {keeping && <KeepDialog run={run} onClose={() => setKeeping(false)} />}
    </div>
  );
}
