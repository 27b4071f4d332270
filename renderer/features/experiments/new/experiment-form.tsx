import type { WireError } from '#contract/errors.ts';
import type { Experiment, RunPreset } from '#contract/procedures/experiments.ts';
import { SegmentedControl, TextInput } from '@mantine/core';
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useEngine } from '../../../api/engine-context.tsx';
import { useQuery } from '../../../api/use-query.ts';
import { ChoiceGroup } from './choice-group.tsx';
import { DeviceField } from './device-field.tsx';
import { EstimatePanel } from './estimate-panel.tsx';
import { GridFields } from './grid-fields.tsx';
import styles from './new-experiment.module.css';
import { gridRuns, oneRun } from './planned-runs.ts';
import { RunFields } from './run-fields.tsx';
import { SetsField } from './sets-field.tsx';
import { formOf, settingsOf, type RunForm } from './run-form.ts';
import { useEstimates } from './use-estimates.ts';

interface Props {
  readonly presets: readonly RunPreset[];
  readonly first: RunPreset;
  readonly number: number;
  readonly onStarted: (experiment: Experiment) => void;
  readonly onCompare: () => void;
}

/** The form of a new experiment; what it will need stands beside it all the time. */
export function ExperimentForm({ presets, first, number, onStarted, onCompare }: Props) {
  const engine = useEngine();
  const [name, setName] = useState(`Experiment ${number}`);
  const [preset, setPreset] = useState(first);
  const [form, setForm] = useState(() => formOf(first.settings));
  const [cohortId, setCohortId] = useState<string | null>(null);
  const [plan, setPlan] = useState<'one' | 'grid'>('one');
  const [alsoAlone, setAlsoAlone] = useState(true);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [starting, setStarting] = useState(false);
  const [refused, setRefused] = useState<WireError | null>(null);
  const element = useRef<HTMLFormElement>(null);
  const grid = useQuery('experiments.grid', { preset: preset.id });

  const read = settingsOf(form);
  const proposed = grid.query.status === 'ready' ? grid.query.value : [];
  const one = read.ok ? oneRun(read.settings, alsoAlone) : [];
  const runs = plan === 'one' ? one : gridRuns(proposed, left, form);
  const estimates = useEstimates(runs.map(({ settings }) => settings));

  const change = (changed: Partial<RunForm>) => {
    setRefused(null);
    setForm((now) => ({ ...now, ...changed }));
  };
  const choosePreset = (id: RunPreset['id']) => {
    const chosen = presets.find((each) => each.id === id) ?? preset;
    setPreset(chosen);
    // What computes is a fact of the machine, not of the preset.
    change({ ...formOf(chosen.settings), device: form.device });
  };
  const blocked = blockedBy({ name, formOk: read.ok, runs: runs.length });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (blocked !== null || starting) return;
    setStarting(true);
    setRefused(null);
    const seed = Number(form.seed);
    const reply = await engine.call('experiments.create', {
      name: name.trim(),
      seed,
      runs: [...runs],
      ...(cohortId !== null && { cohortId }),
    });
    setStarting(false);
    if (reply.ok) onStarted(reply.value);
    else setRefused(reply.error);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    element.current?.requestSubmit();
  };

  return (
    <form
      ref={element}
      className={styles.form}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={onKeyDown}
    >
      <div className={styles.fields}>
        <div className={styles.row}>
          <TextInput
            label="Name"
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <SegmentedControl
            aria-label="What to run"
            data={[
              { value: 'one', label: 'One network' },
              { value: 'grid', label: 'The study’s grid' },
            ]}
            value={plan}
            onChange={(value) => setPlan(value === 'grid' ? 'grid' : 'one')}
          />
        </div>
        <SetsField
          cohortId={cohortId}
          onChange={(chosen) => {
            setRefused(null);
            setCohortId(chosen);
          }}
        />
        <ChoiceGroup
          label="Preset"
          words={presetWords(presets)}
          value={preset.id}
          autoFocus
          onChange={choosePreset}
        />
        {plan === 'one' ? (
          <RunFields
            form={form}
            problems={read.ok ? {} : read.problems}
            alsoAlone={alsoAlone}
            onAlsoAlone={setAlsoAlone}
            onChange={change}
          />
        ) : (
          <GridFields
            form={form}
            problems={read.ok ? {} : read.problems}
            grid={grid}
            left={left}
            onLeft={setLeft}
            onChange={change}
          />
        )}
        <DeviceField
          device={form.device}
          onChange={(device) => change({ device })}
          onCompare={onCompare}
        />
      </div>
      <EstimatePanel
        estimates={estimates}
        runs={runs.length}
        blocked={blocked}
        starting={starting}
        refused={refused}
      />
    </form>
  );
}

/** Why the experiment cannot start yet, or null. */
function blockedBy({
  name,
  formOk,
  runs,
}: {
  readonly name: string;
  readonly formOk: boolean;
  readonly runs: number;
}): string | null {
  if (!formOk) return 'Correct the marked fields first.';
  if (name.trim() === '') return 'Give the experiment a name.';
  return runs === 0 ? 'Choose at least one run.' : null;
}

function presetWords(presets: readonly RunPreset[]) {
  return Object.fromEntries(
    presets.map(({ id, name, description }) => [id, { name, meaning: description }]),
  ) as Record<RunPreset['id'], { name: string; meaning: string }>;
}
