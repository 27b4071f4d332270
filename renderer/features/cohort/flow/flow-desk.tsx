import type { CohortPatient, CohortView, FactName } from '#contract/procedures/cohort.ts';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { useKeys } from '../../../ui/keys.ts';
import { notifyUndo } from '../../../ui/notify.tsx';
import type { CohortState, CohortStore } from '../cohort-store.ts';
import { AddRuleMenu } from '../rules/add-rule-menu.tsx';
import { addRule, moveRule, putRuleBack, removeRule, toggleRule } from '../rules/rule-actions.ts';
import { BoxPanel } from './box-panel.tsx';
import { FlowChart } from './flow-chart.tsx';
import { boxId, flowBoxes, type FlowBox } from './flow-boxes.ts';
import styles from './flow-desk.module.css';

interface Props {
  readonly store: CohortStore;
  readonly view: CohortView;
  readonly patients: readonly CohortPatient[];
  readonly state: CohortState;
}

/** The flowchart, which is the query; beside it what stands behind the chosen box. */
export function FlowDesk({ store, view, patients, state }: Props) {
  const [chosen, setChosen] = useState('screened');
  const [adding, setAdding] = useState(false);
  const desk = useRef<HTMLDivElement>(null);
  /** Enter was pressed before the patients had come. */
  const entering = useRef(false);
  const firstField = useRef<HTMLInputElement>(null);
  // A small window, or a large one at 200 % zoom, has the patients below.
  const orientation = useMediaQuery('(max-width: 900px)') ? 'vertical' : 'horizontal';
  const layout = useDefaultLayout({
    id: `nodewise:cohort-flow-${orientation}`,
    storage: localStorage,
  });
  const locked = view.locked !== null;
  const flow = state.preview ?? view.flow;
  const boxes = flowBoxes(flow, view.plan);
  const box = boxes.find(({ id }) => id === chosen) ?? boxes[0];
  const code = box.ref.kind === 'rule' ? box.ref.code : null;

  useEffect(() => {
    if (state.stale || !entering.current) return;
    entering.current = false;
    focusPatients(desk.current);
  }, [state.stale]);
  const choose = (id: string) => {
    entering.current = false;
    setChosen(id);
  };
  const focusBox = (id: string) =>
    desk.current?.querySelector<HTMLElement>(`[data-box="${CSS.escape(id)}"]`)?.focus();

  const remove = async (of: string) => {
    const { rules } = view.plan;
    const at = rules.findIndex((each) => each.code === of);
    const rule = rules[at];
    const next = rules[at + 1] ?? rules[at - 1];
    if (!(await removeRule(store, rule))) return;
    setChosen(next ? ruleBox(next.code) : 'screened');
    notifyUndo(
      `Rule removed: ${rule.reason}.`,
      () => void putRuleBack(store, rule, at).then((back) => back && setChosen(ruleBox(of))),
    );
  };
  const add = async (fact: FactName) => {
    setAdding(false);
    const made = await addRule(store, fact);
    if (made !== null) setChosen(ruleBox(made));
  };

  const onKey = (event: KeyboardEvent, { ref }: FlowBox) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (state.stale) entering.current = true;
      else focusPatients(desk.current);
    }
    if (ref.kind !== 'rule' || locked) return;
    const act = ruleKeys[`${event.altKey ? 'Alt+' : ''}${event.key}`];
    if (!act) return;
    event.preventDefault();
    if (act === 'toggle') void toggleRule(store, ref.code);
    else if (act === 'remove') void remove(ref.code);
    else void moveRule(store, ref.code, act === 'earlier' ? -1 : 1);
  };
  useKeys({
    a: () => !locked && setAdding(true),
    e: () => code !== null && !locked && (firstField.current ?? fieldOf(desk.current))?.focus(),
  });

  return (
    <div ref={desk} className={styles.desk}>
      <Group id="cohort-flow" key={orientation} orientation={orientation} {...layout}>
        <Panel id="chart" minSize="36%" defaultSize="54%">
          <div className={styles.scroll}>
            <FlowChart
              boxes={boxes}
              stored={changedNumbers(boxes, view)}
              selectedId={box.id}
              locked={locked}
              onSelect={({ id }) => choose(id)}
              onToggle={(of) => void toggleRule(store, of)}
              onKey={onKey}
              addRule={
                locked ? null : (
                  <AddRuleMenu
                    opened={adding}
                    onOpened={setAdding}
                    onAdd={(fact) => void add(fact)}
                  />
                )
              }
            />
          </div>
        </Panel>
        <Separator className={styles.separator} />
        <Panel id="behind" minSize="30%">
          <BoxPanel
            store={store}
            view={view}
            patients={patients}
            failure={state.failure}
            stale={state.stale}
            flow={flow}
            box={box}
            firstField={firstField}
            onMove={(of, by) => void moveRule(store, of, by)}
            onRemove={(of) => void remove(of)}
            onLeave={() => focusBox(box.id)}
          />
        </Panel>
      </Group>
    </div>
  );
}

const ruleKeys: Readonly<Record<string, 'toggle' | 'remove' | 'earlier' | 'later'>> = {
  ' ': 'toggle',
  Delete: 'remove',
  'Alt+ArrowUp': 'earlier',
  'Alt+ArrowDown': 'later',
};

function ruleBox(code: string): string {
  return boxId({ kind: 'rule', code });
}

function focusPatients(desk: HTMLElement | null): void {
  desk?.querySelector<HTMLElement>('[data-patients] tr[tabindex="0"]')?.focus();
}

/** Where a rule has no value to type, its reason is what can be edited. */
function fieldOf(desk: HTMLElement | null): HTMLElement | null {
  return desk?.querySelector<HTMLElement>('fieldset input[type="text"]') ?? null;
}

/** Stored numbers of the boxes that a preview shows with others. */
function changedNumbers(
  boxes: readonly FlowBox[],
  { flow, plan }: CohortView,
): ReadonlyMap<string, number> {
  const stored = new Map(flowBoxes(flow, plan).map(({ id, counts }) => [id, counts.n]));
  return new Map(
    boxes.flatMap(({ id, counts }) => {
      const before = stored.get(id);
      return before === undefined || before === counts.n ? [] : [[id, before] as const];
    }),
  );
}
