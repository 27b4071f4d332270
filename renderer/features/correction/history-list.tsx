import type { Draft } from '#contract/procedures/annotation.ts';
import { sliceRanges } from '#contract/flag-sentences.ts';
import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Section } from '../../ui/section.tsx';
import type { DeskSession } from './desk-session.ts';
import type { HistoryStep } from './edit-history.ts';
import styles from './history-list.module.css';

const baseNames: { readonly [B in Draft['base']]: string } = {
  empty: 'empty mask',
  proposal: 'automatic mask',
  version: 'stored version',
};

function baseName({ base, outlinedBy }: Draft): string {
  return outlinedBy ? `${baseNames[base]} of ${outlinedBy.name}` : baseNames[base];
}

/** Every step by its name, newest first; a click goes to the state after it. */
export function HistoryList({ session }: { readonly session: DeskSession }) {
  const { steps, cursor } = useStore(session.store, (s) => s.history);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [cursor]);
  return (
    <Section
      title="History"
      actions={
        <>
          <ActionIcon
            aria-label="Undo"
            title="Undo (z)"
            disabled={cursor === 0}
            onMouseDown={(event) => event.preventDefault()}
            onClick={session.undo}
          >
            <IconArrowBackUp size={16} />
          </ActionIcon>
          <ActionIcon
            aria-label="Redo"
            title="Redo (y)"
            disabled={cursor === steps.length}
            onMouseDown={(event) => event.preventDefault()}
            onClick={session.redo}
          >
            <IconArrowForwardUp size={16} />
          </ActionIcon>
        </>
      }
    >
      <ol ref={list} className={styles.list} aria-label="Steps, newest first" reversed>
        {steps
          .map((step, at) => (
            <Entry
              key={at}
              number={at + 1}
              step={step}
              state={stateOf(at + 1, cursor)}
              onJump={session.jumpToStep}
            />
          ))
          .reverse()}
        <li>
          <button
            type="button"
            className={styles.entry}
            aria-current={cursor === 0 ? 'step' : undefined}
            onClick={() => session.jumpToStep(0)}
          >
            {baseName(session.parts.draft)}
          </button>
        </li>
      </ol>
    </Section>
  );
}

type EntryState = 'done' | 'here' | 'undone';

function stateOf(number: number, cursor: number): EntryState {
  if (number === cursor) return 'here';
  return number < cursor ? 'done' : 'undone';
}

const Entry = memo(function Entry({
  number,
  step,
  state,
  onJump,
}: {
  readonly number: number;
  readonly step: HistoryStep;
  readonly state: EntryState;
  readonly onJump: (cursor: number) => void;
}) {
  const slices = sliceRanges(step.slices.map((slice) => slice + 1));
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.entry}
        data-state={state}
        aria-current={state === 'here' ? 'step' : undefined}
        title={`Step ${number}: ${step.voxels} voxels, slices ${slices}`}
        onClick={() => onJump(number)}
      >
        <span className={styles.number}>{number}</span>
        <span className={styles.name}>{step.name}</span>
      </button>
    </li>
  );
});
