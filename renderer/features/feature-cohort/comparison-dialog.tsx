import type { Output } from '#contract/contract.ts';
import type { WireError } from '#contract/errors.ts';
import type { Comparison } from '#contract/procedures/feature-comparison.ts';
import { Button, Modal } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './feature-cohort.module.css';
import { ComparisonResult } from './comparison-result.tsx';
import { firstChoices, sideOf, type SideChoice } from './side-choice.ts';
import { SidePicker } from './side-picker.tsx';

/** Compares two extractions: of versions and outlines that the library stores, or of CSV files. */
export function ComparisonDialog({ onClose }: { readonly onClose: () => void }) {
  const { query, reload } = useQuery('comparison.choices', {});
  return (
    <Modal opened onClose={onClose} title="Compare two extractions" size={1180}>
      {query.status === 'loading' && <SkeletonRows rows={3} label="Loading what is stored" />}
      {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
      {query.status === 'ready' && <Comparing choices={query.value} />}
    </Modal>
  );
}

type Step =
  | { readonly at: 'choose' | 'comparing' }
  | { readonly at: 'failed'; readonly error: WireError }
  | { readonly at: 'done'; readonly comparison: Comparison };

function Comparing({ choices }: { readonly choices: Output<'comparison.choices'> }) {
  const engine = useEngine();
  const [sides, setSides] = useState(() => firstChoices(choices.versions));
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const [first, second] = sides.map((side) => sideOf(side, choices.versions));

  const change = (at: 0 | 1, side: SideChoice) => {
    setSides((now) => (at === 0 ? [side, now[1]] : [now[0], side]));
    setStep({ at: 'choose' });
  };
  const compare = async () => {
    if (!first || !second) return;
    setStep({ at: 'comparing' });
    const reply = await engine.call('comparison.run', { first, second });
    setStep(
      reply.ok ? { at: 'done', comparison: reply.value } : { at: 'failed', error: reply.error },
    );
  };

  return (
    <div className={styles.compare}>
      <div className={styles.sides}>
        {([0, 1] as const).map((at) => (
          <SidePicker
            key={at}
            name={at === 0 ? 'First' : 'Second'}
            choices={choices}
            choice={sides[at]}
            onChoice={(side) => change(at, side)}
            onError={(error) => setStep({ at: 'failed', error })}
          />
        ))}
        <Button
          variant="filled"
          data-autofocus
          disabled={!first || !second}
          loading={step.at === 'comparing'}
          onClick={() => void compare()}
        >
          Compare
        </Button>
      </div>
      <Outcome step={step} />
    </div>
  );
}

function Outcome({ step }: { readonly step: Step }) {
  switch (step.at) {
    case 'choose':
      return (
        <EmptyState icon={IconArrowsDiff} title="Nothing is compared yet">
          Choose two versions, two outlines or two files. Cases are matched by their pseudonym and
          columns by their name; every value counts to its last digit.
        </EmptyState>
      );
    case 'comparing':
      return <SkeletonRows rows={10} label="Comparing" />;
    case 'failed':
      return <ErrorNote error={step.error} />;
    case 'done':
      return <ComparisonResult comparison={step.comparison} />;
  }
}
