import { splitSettings, type CohortPlan, type CohortView } from '#contract/procedures/cohort.ts';
import { Radio } from '@mantine/core';
import { useState } from 'react';
import type { CohortStore } from '../cohort-store.ts';
import { NumberField } from '../number-field.tsx';
import styles from './sets.module.css';
import { methodWords, shareText, splitChange } from './split-words.ts';

type Split = CohortPlan['split'];

/** How development patients become training and internal validation. */
export function SplitForm({
  store,
  view,
}: {
  readonly store: CohortStore;
  readonly view: CohortView;
}) {
  const { split, matched } = view.plan;
  const disabled = view.locked !== null;
  // What is typed and not stored yet; a share as per cent.
  const [typed, setTyped] = useState<{ readonly share?: number; readonly seed?: number }>({});
  const draft: Split = {
    ...split,
    ...(typed.share !== undefined && { share: Number((typed.share / 100).toFixed(4)) }),
    ...(typed.seed !== undefined && { seed: typed.seed }),
  };
  const right = splitSettings.safeParse(draft).success;
  const isTyped = typed.share !== undefined || typed.seed !== undefined;

  const type = (next: typeof typed) => {
    setTyped(next);
    const share = next.share === undefined ? split.share : next.share / 100;
    const asked = { ...split, share, seed: next.seed ?? split.seed };
    if (splitSettings.safeParse(asked).success) store.preview({ split: asked });
  };
  const drop = () => {
    setTyped({});
    store.dropPreview();
  };
  const keep = (after: Split) => {
    if (!splitSettings.safeParse(after).success) return drop();
    void store
      .change('split', ({ split: before }) =>
        JSON.stringify(before) === JSON.stringify(after)
          ? null
          : { name: splitChange(before, after), plan: { split: after } },
      )
      .then(() => setTyped({}));
  };

  return (
    <>
      <Radio.Group
        aria-label="Split"
        value={split.method}
        onChange={(method) => keep({ ...split, method: method === 'paper' ? 'paper' : 'pair' })}
      >
        <div className={styles.methods}>
          {(['pair', 'paper'] as const).map((method) => (
            <Radio
              key={method}
              size="xs"
              value={method}
              disabled={disabled || !matched}
              label={methodWords[method].name}
              description={methodWords[method].meaning}
            />
          ))}
        </div>
      </Radio.Group>
      {!matched && (
        <p className={styles.quiet}>Without pairs, each class is split by itself in either way.</p>
      )}
      <div className={styles.numbers}>
        <span className={styles.number}>
          Share that trains
          <NumberField
            label="Share that trains"
            unit="%"
            disabled={disabled}
            value={typed.share ?? Number(shareText(split.share))}
            onType={(share) => type({ ...typed, share: share ?? Number.NaN })}
            onLeave={() => isTyped && keep(draft)}
            onDrop={drop}
          />
        </span>
        <span className={styles.number}>
          Seed
          <NumberField
            label="Seed"
            disabled={disabled}
            value={typed.seed ?? split.seed}
            onType={(seed) => type({ ...typed, seed: seed ?? Number.NaN })}
            onLeave={() => isTyped && keep(draft)}
            onDrop={drop}
          />
        </span>
      </div>
      <p className={styles.status} role="status" data-wrong={!right}>
        {!right
          ? 'The share is 50 to 95 %, the seed a whole number from 0.'
          : isTyped
            ? 'Counting what you type. Enter keeps it, Esc takes it back.'
            : ''}
      </p>
    </>
  );
}
