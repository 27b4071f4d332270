import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPlayerPlay } from '@tabler/icons-react';
import type { WireError } from '#contract/errors.ts';
import { Badge } from '../../../ui/badge.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { byteSize, fixed, grouped, noValue } from '../../../ui/format.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { Facts } from '../../../ui/section.tsx';
import { roughTime, sumEstimates } from './estimate-sum.ts';
import styles from './new-experiment.module.css';
import type { Estimates } from './use-estimates.ts';

interface Props {
  readonly estimates: Estimates;
  readonly runs: number;
  /** Why it cannot start yet, or null. */
  readonly blocked: string | null;
  readonly starting: boolean;
  readonly refused: WireError | null;
}

/** What the planned runs will need of this machine, and the button that starts them. */
export function EstimatePanel({ estimates, runs, blocked, starting, refused }: Props) {
  const { estimates: known, error, stale } = estimates;
  const sum = known && sumEstimates(known);
  return (
    <aside className={styles.estimate} aria-label="What it will need">
      <div className={styles.needs} data-stale={stale} aria-busy={stale}>
        <span className={styles.quiet}>On this machine, about</span>
        <output className={styles.time}>{sum ? roughTime(sum.totalSeconds) : noValue}</output>
        <Facts
          facts={[
            ['Runs', runs],
            ['A step', sum ? `${fixed(sum.secondsPerStep, 2)} s` : noValue],
            ['Memory', sum ? byteSize(sum.peakBytes) : noValue],
            ['Free memory', sum ? byteSize(sum.availableBytes) : noValue],
            ['Weights', sum ? grouped(sum.parameters) : noValue],
            ['Weights that learn', sum ? grouped(sum.learned) : noValue],
          ]}
        />
        <div className={styles.verdict} role="status">
          {!sum && stale && !error && (
            <span className={styles.quiet}>
              The first estimate measures the device, which takes some seconds…
            </span>
          )}
          {sum &&
            (sum.fits ? (
              <Badge tone="good" icon={IconCircleCheck} word="Fits into the memory" />
            ) : (
              <Badge tone="bad" icon={IconAlertTriangle} word="Does not fit into the memory" />
            ))}
          {sum?.suggestions.map((suggestion) => (
            <p key={suggestion}>{suggestion}</p>
          ))}
        </div>
      </div>
      {error && <ErrorNote error={error} />}
      {refused && <ErrorNote error={refused} />}
      <Button
        type="submit"
        variant="filled"
        fullWidth
        loading={starting}
        disabled={blocked !== null}
        leftSection={<IconPlayerPlay size={16} stroke={1.5} aria-hidden />}
      >
        {runs > 1 ? `Start ${runs} runs` : 'Start'}
      </Button>
      <p className={styles.hint}>{blocked ?? <Kbd keys="Ctrl+Enter" />}</p>
    </aside>
  );
}
