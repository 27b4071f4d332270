import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { FlowBoxButton, LeftButton, RuleSwitch } from './flow-box.tsx';
import styles from './flow-chart.module.css';
import { boxAfterKey, type FlowBox } from './flow-boxes.ts';

interface Props {
  readonly boxes: readonly FlowBox[];
  /** Numbers of the stored plan by box, where what is typed would change them. */
  readonly stored: ReadonlyMap<string, number>;
  readonly selectedId: string;
  readonly locked: boolean;
  readonly onSelect: (box: FlowBox) => void;
  readonly onToggle: (code: string) => void;
  /** Other keys on a box: Enter, Delete, moves. */
  readonly onKey: (event: KeyboardEvent, box: FlowBox) => void;
  /** Stands below the rules. */
  readonly addRule: ReactNode;
}

/** The flowchart of the study, drawn from the counts; every number can be chosen and walked to. */
export function FlowChart({
  boxes,
  stored,
  selectedId,
  locked,
  onSelect,
  onToggle,
  onKey,
  addRule,
}: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent, box: FlowBox) => {
    const to = event.altKey || event.ctrlKey ? null : boxAfterKey(boxes, box, event.key);
    if (to) {
      event.preventDefault();
      frame.current?.querySelector<HTMLElement>(`[data-box="${CSS.escape(to.id)}"]`)?.focus();
    } else {
      onKey(event, box);
    }
  };
  const common = (box: FlowBox) => ({
    box,
    selected: box.id === selectedId,
    stored: stored.get(box.id) ?? null,
    onSelect: () => onSelect(box),
    onKeyDown,
  });
  const rows = [...Map.groupBy(boxes, ({ row }) => row).values()];
  const row = (holds: FlowBox['ref']['kind']) =>
    rows.find((cells) => cells.some(({ ref }) => ref.kind === holds)) ?? [];
  const draw = (kind: FlowBox['ref']['kind'], cells: readonly FlowBox[]) => {
    const box = cells.find(({ ref }) => ref.kind === kind);
    return box && <FlowBoxButton {...common(box)} />;
  };

  return (
    <div ref={frame} className={styles.chart} role="group" aria-label="Flowchart">
      <Spine>{draw('screened', row('screened'))}</Spine>
      {rows
        .filter((cells) => cells.some(({ ref }) => ref.kind === 'rule'))
        .map(([left, rule]) => (
          <div key={rule.id} className={styles.branch}>
            <div className={styles.stem}>
              <LeftButton {...common(left)} />
            </div>
            <div className={styles.exclusion}>
              <RuleSwitch
                box={rule}
                locked={locked}
                onToggle={() => 'code' in rule.ref && onToggle(rule.ref.code)}
              />
              <FlowBoxButton {...common(rule)} />
            </div>
          </div>
        ))}
      {addRule && (
        <div className={styles.branch} data-plain>
          <div className={styles.stem} />
          <div className={styles.exclusion}>{addRule}</div>
        </div>
      )}
      <Branch>{draw('by-hand', row('by-hand'))}</Branch>
      <Spine>{draw('included', row('included'))}</Spine>
      <Branch>{draw('no-part', row('no-part'))}</Branch>
      <div className={styles.fork} aria-hidden>
        <span />
        <span />
        <span />
      </div>
      <div className={styles.parts}>
        {draw('development', row('development'))}
        {draw('test-1', row('development'))}
        {draw('test-2', row('development'))}
      </div>
      {row('unmatched').length > 0 && (
        <>
          <Branch>{draw('unmatched', row('unmatched'))}</Branch>
          <Spine>{draw('matched', row('matched'))}</Spine>
        </>
      )}
      <div className={styles.fork} aria-hidden>
        <span />
        <span />
      </div>
      <div className={styles.parts}>
        {draw('training', row('training'))}
        {draw('validation', row('training'))}
      </div>
    </div>
  );
}

/** A box on the way down. */
function Spine({ children }: { readonly children: ReactNode }) {
  return <div className={styles.spine}>{children}</div>;
}

/** A box that leads away from the way down. */
function Branch({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.branch}>
      <div className={styles.stem} />
      <div className={styles.exclusion}>{children}</div>
    </div>
  );
}
