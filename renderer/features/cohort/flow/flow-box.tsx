import { Switch } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import styles from './flow-chart.module.css';
import { countWords, type FlowBox } from './flow-boxes.ts';

export interface BoxProps {
  readonly box: FlowBox;
  readonly selected: boolean;
  /** The number as it is stored, where what is typed would change it. */
  readonly stored: number | null;
  readonly onSelect: () => void;
  readonly onKeyDown: (event: KeyboardEvent, box: FlowBox) => void;
}

/** A box of the flowchart: what it holds, how many, and how many of each class. */
export function FlowBoxButton({ box, selected, stored, onSelect, onKeyDown }: BoxProps) {
  const { counts, title, id, off } = box;
  return (
    <button
      type="button"
      className={styles.box}
      data-box={id}
      data-kind={box.ref.kind}
      data-off={off}
      tabIndex={selected ? 0 : -1}
      aria-pressed={selected}
      aria-label={spoken(box)}
      title={stored === null ? title : `${title}: ${stored} as stored`}
      onClick={onSelect}
      onFocus={onSelect}
      onKeyDown={(event) => onKeyDown(event, box)}
    >
      <span className={styles.name}>{title}</span>
      <span className={styles.n} data-changed={stored !== null}>
        {off ? 'off' : counts.n}
      </span>
      <span className={styles.classes}>{off || counts.n === 0 ? '' : countWords(counts)}</span>
    </button>
  );
}

/** What is left on the way down: a number on the line. */
export function LeftButton({ box, selected, stored, onSelect, onKeyDown }: BoxProps) {
  return (
    <button
      type="button"
      className={styles.left}
      data-box={box.id}
      tabIndex={selected ? 0 : -1}
      aria-pressed={selected}
      aria-label={spoken(box)}
      title={`${box.title}: ${countWords(box.counts)}`}
      onClick={onSelect}
      onFocus={onSelect}
      onKeyDown={(event) => onKeyDown(event, box)}
    >
      <span data-changed={stored !== null}>{box.counts.n}</span>
    </button>
  );
}

/** Turns a rule on or off where it stands; on the box, Space does the same. */
export function RuleSwitch({
  box,
  locked,
  onToggle,
}: {
  readonly box: FlowBox;
  readonly locked: boolean;
  readonly onToggle: () => void;
}) {
  return (
    <Switch
      size="xs"
      className={styles.switch}
      tabIndex={-1}
      aria-label={`Rule: ${box.title}`}
      checked={!box.off}
      disabled={locked}
      onChange={onToggle}
    />
  );
}

function spoken({ ref, title, counts, off }: FlowBox): string {
  const what = ref.kind === 'rule' ? `Excluded, ${title}` : title;
  if (off) return `${what}: rule is off`;
  return `${what}: ${counts.n}, ${countWords(counts)}`;
}
