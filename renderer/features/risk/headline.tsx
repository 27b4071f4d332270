import type { CaseDetail } from '#contract/procedures/cases.ts';
import type { Prediction } from '#contract/procedures/risk.ts';
import { IconFlask } from '@tabler/icons-react';
import { Badge } from '../../ui/badge.tsx';
import { percent } from '../../ui/format.ts';
import styles from './risk-page.module.css';

/** The one number, its interval, what it means in a sentence, and what it must not be used for. */
export function Headline({
  detail,
  prediction,
}: {
  readonly detail: CaseDetail;
  readonly prediction: Prediction;
}) {
  const { probability, interval, model } = prediction;
  const [low, high] = interval;
  return (
    <header className={styles.headline}>
      <div className={styles.numberBlock}>
        <span className={styles.number} data-testid="probability">
          {percent(probability)}
        </span>
        <span className={styles.interval}>
          95 % interval {percent(low)} to {percent(high)}
        </span>
      </div>
      <div className={styles.meaning}>
        <h1 className={styles.sentence}>{sentence(prediction, detail.code)}</h1>
        <div className={styles.labels}>
          <Badge tone={model.demo ? 'warn' : 'plain'} icon={IconFlask} word={model.label} />
          <span className={styles.research}>Research use only</span>
        </div>
      </div>
    </header>
  );
}

function sentence({ probability, interval }: Prediction, code: string): string {
  const of = Math.round(100 * probability);
  const from = Math.round(100 * interval[0]);
  const to = Math.round(100 * interval[1]);
  return (
    `Of 100 patients like ${code}, the model expects ${of} to have cancer in their lymph nodes ` +
    `(pN+); it could be ${from} to ${to}.`
  );
}
