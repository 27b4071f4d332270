import type { EvaluationResult } from '#contract/evaluation/result.ts';
import { Button, CopyButton } from '@mantine/core';
import { IconAlertTriangle, IconCopy, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { noValue } from '../../../ui/format.ts';
import { Facts, Section } from '../../../ui/section.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { intervalWords, thresholdWords } from '../results-words.ts';
import { ForestTable } from './forest-table.tsx';
import styles from './view.module.css';

/** What a reader must know first, then every AUC. */
export function OverviewDesk({
  evaluationId,
  result,
}: {
  readonly evaluationId: string;
  readonly result: EvaluationResult;
}) {
  const { settings, models, remarks } = result;
  const { threshold, level, proportionInterval, prevalence, reference } = settings;
  const percent = (share: number) => `${Number((100 * share).toPrecision(10))} %`;
  return (
    <div className={styles.column}>
      {remarks.length > 0 && (
        <ul className={styles.remarks} aria-label="What to know of these numbers">
          {remarks.map(({ text }) => (
            <Remark key={text} text={text} />
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
      <Methods evaluationId={evaluationId} />
    </div>
  );
}

/** What was done, in words that a paper can take over. */
function Methods({ evaluationId }: { readonly evaluationId: string }) {
  const { query, reload } = useQuery('evaluation.methods', { evaluationId });
  const text = query.status === 'ready' ? query.value.text : null;
  return (
    <Section
      title="Methods"
      actions={
        <CopyButton value={text ?? ''}>
          {({ copied, copy }) => (
            <Button
              variant="subtle"
              color="gray"
              disabled={text === null}
              leftSection={<IconCopy size={16} stroke={1.5} aria-hidden />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      }
    >
      {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
      {query.status === 'loading' && <SkeletonRows rows={4} height={20} label="Loading" />}
      {text !== null && <p className={styles.methods}>{text}</p>}
    </Section>
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
