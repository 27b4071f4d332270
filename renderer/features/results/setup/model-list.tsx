import { evaluatedSet } from '#contract/evaluation/settings.ts';
import type { ScoredModel } from '#contract/procedures/evaluation.ts';
import { Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { Badge } from '../../../ui/badge.tsx';
import { dateTime, noValue } from '../../../ui/format.ts';
import { modelColours } from '../../../ui/model-colours.ts';
import { kindWords, setWords } from '../results-words.ts';
import styles from './setup.module.css';

interface Props {
  readonly models: readonly ScoredModel[];
  readonly leftOut: ReadonlySet<string>;
  readonly onTurn: (id: string) => void;
  readonly onTurnAll: () => void;
}

/** Every model with scores of the cohort; arrows walk through them, Space takes one in or out. */
export function ModelList({ models, leftOut, onTurn, onTurnAll }: Props) {
  const sets = evaluatedSet.options.filter((set) =>
    models.some(({ scored }) => scored.some((one) => one.set === set)),
  );
  const colours = modelColours(models);
  const chosen = models.filter(({ id }) => !leftOut.has(id)).length;
  return (
    <div className={styles.scroll}>
      <table className={styles.models} aria-label="Models" onKeyDown={walk}>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                label="Model"
                aria-label="All models"
                checked={chosen === models.length}
                indeterminate={chosen > 0 && chosen < models.length}
                onChange={onTurnAll}
              />
            </th>
            <th scope="col">Kind</th>
            <th scope="col" title="Its row of the network comparison">
              Row of Table 2
            </th>
            <th scope="col" title="Its row of the fusion comparison">
              Row of Table 3
            </th>
            {sets.map((set) => (
              <th key={set} scope="col" data-number title="Patients with a score">
                {setWords[set]}
              </th>
            ))}
            <th scope="col">Made</th>
          </tr>
        </thead>
        <tbody>
          {models.map((model, n) => (
            <tr key={model.id} data-left-out={leftOut.has(model.id) || undefined}>
              <th scope="row">
                <Checkbox
                  aria-label={model.name}
                  label={<Name model={model} colour={colours[n]} />}
                  checked={!leftOut.has(model.id)}
                  onChange={() => onTurn(model.id)}
                />
              </th>
              <td>{kindWords[model.kind]}</td>
              <td>{model.table2 ?? noValue}</td>
              <td>{model.table3 ?? noValue}</td>
              {sets.map((set) => (
                <Scored key={set} scored={model.scored.find((one) => one.set === set)} />
              ))}
              <td className={styles.quiet}>{dateTime(model.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Name({ model, colour }: { readonly model: ScoredModel; readonly colour: string }) {
  return (
    <span className={styles.name}>
      <span className={styles.swatch} style={{ background: colour }} aria-hidden />
      {model.name}
      {model.synthetic && (
        <Badge
          tone="warn"
          icon={IconAlertTriangle}
          word="synthetic"
          title="Learned from synthetic patients: its numbers mean nothing for people."
        />
      )}
    </span>
  );
}

function Scored({ scored }: { readonly scored: ScoredModel['scored'][number] | undefined }) {
  if (!scored) return <td data-number>{noValue}</td>;
  const { n, of } = scored;
  return (
    <td data-number data-some={n < of || undefined}>
      {n} of {of}
    </td>
  );
}

/** Moves the focus to the check box above or below. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const boxes = [...event.currentTarget.querySelectorAll('input')];
  const at = boxes.findIndex((box) => box === document.activeElement);
  event.preventDefault();
  boxes[Math.min(boxes.length - 1, Math.max(0, at + step))]?.focus();
}
