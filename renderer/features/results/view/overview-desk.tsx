import type { EvaluationResult } from '#contract/procedures/evaluation.ts';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { noValue } from '../../../ui/format.ts';
import { Facts, Section } from '../../../ui/section.tsx';
import { intervalWords, thresholdWords } from '../results-words.ts';
import { ForestTable } from './forest-table.tsx';
import styles from './view.module.css';

/** What a reader must know first, then every AUC. */
export function OverviewDesk({ result }: { readonly result: EvaluationResult }) {
  const { settings, models, remarks } = result;
  const { threshold, level, proportionInterval, prevalence, reference } = settings;
  const percent = (share: number) => `${Number((100 * share).toPrecision(10))} %`;
  return (
    <div className={styles.column}>
      {remarks.length > 0 && (
        <ul className={styles.remarks} aria-label="What to know of these numbers">
          {remarks.map((remark) => (
            <Remark key={remark} text={remark} />
          ))}
        </ul>
      )}
      <Section title="AUC">
        <ForestTable result={result} />
      </Section>
      <Section title="How they were judged">
        <Facts
          facts={[
            [
              'Threshold',
              threshold.mode === 'fixed'
                ? `fixed at ${threshold.value}`
                : thresholdWords[threshold.mode],
            ],
            ['Intervals', `${intervalWords[proportionInterval]} of proportions, ${percent(level)}`],
            ['Prevalence of pN+', prevalence === null ? 'as in each set' : percent(prevalence)],
            [
              'Compared',
              reference === null
                ? 'every pair of models'
                : `all with ${models.find(({ id }) => id === reference)?.name ?? noValue}`,
            ],
          ]}
        />
      </Section>
    </div>
  );
}

/** What makes a number look better than it is, or not about people, stands out. */
const weighty = /optimistic|synthetic|no score|below 0\.5|no internal validation/i;

function Remark({ text }: { readonly text: string }) {
  const warns = weighty.test(text);
  const Icon = warns ? IconAlertTriangle : IconInfoCircle;
  return (
    <li data-warns={warns || undefined}>
      <Icon size={16} stroke={1.75} role="img" aria-label={warns ? 'Take care' : 'Note'} />
      {text}
    </li>
  );
}
