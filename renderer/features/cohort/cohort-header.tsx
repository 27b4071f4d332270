import type { CohortView } from '#contract/procedures/cohort.ts';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowRight,
  IconCopy,
  IconLock,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useEngine } from '../../api/engine-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { dateTime } from '../../ui/format.ts';
import { notifyError, notifyUndo } from '../../ui/notify.tsx';
import { goTo, hashOf, resultTabs } from '../../ui/routes.ts';
import { CohortName } from './cohort-name.tsx';
import type { CohortStore } from './cohort-store.ts';
import { counted } from './cohort-words.ts';
import styles from './cohort-view.module.css';
import { HashText } from './hash-text.tsx';
import { showNewCohort } from './new-cohort.ts';

/** What is open, and what can be done with all of it. */
export function CohortHeader({
  store,
  view,
  onRemoved,
}: {
  readonly store: CohortStore;
  readonly view: CohortView;
  readonly onRemoved: () => void;
}) {
  const engine = useEngine();
  const { id, name, locked, synthetic } = view;

  const restore = async () => {
    const reply = await engine.call('cohorts.restore', { cohortId: id });
    if (!reply.ok) return notifyError(reply.error);
    onRemoved();
    goTo({ station: 'cohort', cohortId: id, desk: 'flowchart' });
  };
  const remove = async () => {
    const reply = await engine.call('cohorts.remove', { cohortId: id });
    if (!reply.ok) return notifyError(reply.error);
    goTo({ station: 'cohort', cohortId: null, desk: 'flowchart' });
    onRemoved();
    notifyUndo(`${name} is removed.`, () => void restore());
  };

  return (
    <header className={styles.head}>
      <CohortName store={store} view={view} />
      {locked ? (
        <Badge tone="good" icon={IconLock} word="Locked" />
      ) : (
        <Badge tone="quiet" icon={IconPencil} word="Draft" />
      )}
      {synthetic > 0 && (
        <Badge
          tone="warn"
          icon={IconAlertTriangle}
          word={`${counted(synthetic, 'synthetic patient')}`}
          title="Made by the demo study: these numbers mean nothing for patients."
        />
      )}
      <span className={styles.spacer} />
      <Button
        variant="subtle"
        color="gray"
        className={styles.copy}
        title="Copy as a new cohort"
        aria-label="Copy as a new cohort"
        leftSection={<IconCopy size={16} stroke={1.5} aria-hidden />}
        onClick={() => showNewCohort({ from: { id, name } })}
      >
        Copy as a new cohort
      </Button>
      <Tooltip label="Remove this cohort">
        <ActionIcon aria-label="Remove this cohort" onClick={() => void remove()}>
          <IconTrash size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

/** The last change and the way back to it, each by its name. */
export function UndoRedo({
  store,
  view,
}: {
  readonly store: CohortStore;
  readonly view: CohortView;
}) {
  if (view.locked) return null;
  const ways = [
    { verb: 'Undo', name: view.undo, call: 'cohorts.undo', icon: IconArrowBackUp, keys: 'Ctrl+Z' },
    {
      verb: 'Redo',
      name: view.redo,
      call: 'cohorts.redo',
      icon: IconArrowForwardUp,
      keys: 'Ctrl+Shift+Z',
    },
  ] as const;
  return (
    <div className={styles.ways}>
      {ways.map(({ verb, name, call, icon: Icon, keys }) => (
        <Button
          key={verb}
          className={styles.way}
          variant="subtle"
          color="gray"
          leftSection={<Icon size={16} stroke={1.5} aria-hidden />}
          disabled={name === null}
          aria-label={name === null ? `Nothing to ${verb.toLowerCase()}` : `${verb}: ${name}`}
          title={name === null ? `Nothing to ${verb.toLowerCase()}` : `${verb}: ${name} (${keys})`}
          onClick={() => void store.ask(call, 'header')}
        >
          {name ?? verb}
        </Button>
      ))}
    </div>
  );
}

/** Why nothing can be changed any more, with what others check the cohort by. */
export function LockedNote({
  cohortId,
  locked,
}: {
  readonly cohortId: string;
  readonly locked: NonNullable<CohortView['locked']>;
}) {
  return (
    <div className={styles.locked}>
      <IconLock size={16} stroke={1.5} aria-hidden />
      <span>
        Locked {dateTime(locked.at)} by {locked.by}. Copy it to change more than its name.
      </span>
      <HashText hash={locked.hash} />
      <Button
        component="a"
        href={hashOf({ station: 'results', cohortId, evaluationId: null, tab: resultTabs[0] })}
        rightSection={<IconArrowRight size={14} stroke={1.5} aria-hidden />}
      >
        Results and Table 1
      </Button>
    </div>
  );
}
