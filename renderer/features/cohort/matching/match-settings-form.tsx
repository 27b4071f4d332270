import { matchSettings, type CohortView } from '#contract/procedures/cohort.ts';
import { Checkbox, Radio, Switch } from '@mantine/core';
import { useState } from 'react';
import type { CohortStore } from '../cohort-store.ts';
import { factWords } from '../cohort-words.ts';
import { NumberField } from '../number-field.tsx';
import {
  caliperFacts,
  exactFacts,
  withCaliper,
  withClosest,
  withExact,
  withWidth,
  type CaliperFact,
  type MatchStep,
} from './match-edits.ts';
import styles from './matching.module.css';

interface Props {
  readonly store: CohortStore;
  readonly view: CohortView;
}

/** In what the two of a pair must be the same, and in what close. */
export function MatchSettingsForm({ store, view }: Props) {
  const { match, matched } = view.plan;
  const disabled = view.locked !== null;
  const change = (step: (match: CohortView['plan']['match']) => MatchStep | null) =>
    void store.change('matching', (plan) => {
      const made = step(plan.match);
      return made && { name: made.name, plan: { match: made.match } };
    });
  const turn = (on: boolean) =>
    void store.change('matching', () => ({
      name: on ? 'Matching on' : 'Matching off',
      plan: { matched: on },
    }));
  return (
    <div className={styles.form}>
      <Switch
        size="xs"
        label="Pair pN+ with pN-"
        description="Off, every development patient is split, and the classes may differ in all they have."
        disabled={disabled}
        checked={matched}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      <fieldset className={styles.fields} disabled={disabled || !matched}>
        <legend>The same in</legend>
        {exactFacts.map((fact) => (
          <Checkbox
            key={fact}
            label={factWords[fact].name}
            checked={match.exact.includes(fact)}
            onChange={(event) => {
              const on = event.currentTarget.checked;
              change((now) => withExact(now, fact, on));
            }}
          />
        ))}
      </fieldset>
      <fieldset className={styles.fields} disabled={disabled || !matched}>
        <legend>Close in</legend>
        <div className={styles.calipers}>
          <span className={styles.hint}>Variable</span>
          <span className={styles.hint}>at most apart</span>
          <span className={styles.hint}>closest</span>
          {caliperFacts.map((fact) => (
            <Caliper
              key={fact}
              {...{ store, view, fact, change }}
              disabled={disabled || !matched}
            />
          ))}
        </div>
      </fieldset>
      <p className={styles.hint}>
        As many pairs as there can be; of these, the ones that differ least in all in the variable
        marked “closest”. The same patients give the same pairs, whoever asks.
      </p>
    </div>
  );
}

function Caliper({
  store,
  view,
  fact,
  disabled,
  change,
}: Props & {
  readonly fact: CaliperFact;
  readonly disabled: boolean;
  readonly change: (step: (match: CohortView['plan']['match']) => MatchStep | null) => void;
}) {
  const { match } = view.plan;
  const at = match.calipers.findIndex((caliper) => caliper.fact === fact);
  const stored = match.calipers[at]?.width ?? null;
  // Undefined while nothing is typed that is not stored.
  const [typed, setTyped] = useState<number | null | undefined>(undefined);
  const { name, unit } = factWords[fact];
  const isLast = at === 0 && match.calipers.length === 1;

  const type = (width: number | null) => {
    setTyped(width);
    const step = withWidth(match, fact, width);
    if (matchSettings.safeParse(step.match).success) store.preview({ match: step.match });
  };
  const drop = () => {
    setTyped(undefined);
    store.dropPreview();
  };
  const keep = () => {
    if (typed === undefined) return;
    const made = withWidth(match, fact, typed);
    if (typed === stored || !matchSettings.safeParse(made.match).success) return drop();
    void store
      .change('matching', (plan) => {
        const { name: called, match: after } = withWidth(plan.match, fact, typed);
        return { name: called, plan: { match: after } };
      })
      .then(() => setTyped(undefined));
  };

  return (
    <>
      <Checkbox
        label={name}
        disabled={disabled || isLast}
        title={isLast ? 'Pairs must be close in something; choose another first.' : undefined}
        checked={at >= 0}
        onChange={(event) => {
          const on = event.currentTarget.checked;
          change((now) => withCaliper(now, fact, on));
        }}
      />
      <NumberField
        label={`${name}, at most apart`}
        value={typed === undefined ? stored : typed}
        unit={unit}
        empty="any"
        disabled={disabled || at < 0}
        onType={type}
        onLeave={keep}
        onDrop={drop}
      />
      <Radio
        size="xs"
        aria-label={`Closest in ${name.toLowerCase()}`}
        disabled={disabled || at < 0}
        checked={at === 0}
        onChange={() => change((now) => withClosest(now, fact))}
      />
    </>
  );
}
