import type { Output } from '#contract/contract.ts';
import { IconInfoCircle, IconTable } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useQuery } from '../../../api/use-query.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { dateTime, fixed, noValue } from '../../../ui/format.ts';
import { Facts, Section } from '../../../ui/section.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { settingFacts } from './setting-facts.ts';
import styles from './view.module.css';

/** How the radiomics models of the evaluation were made. */
export function RadiomicsDesk({
  cohortId,
  modelIds,
}: {
  readonly cohortId: string;
  readonly modelIds: readonly string[];
}) {
  const { query, reload } = useQuery('evaluation.models', { cohortId });
  if (query.status === 'failed') return <ErrorNote error={query.error} retry={reload} />;
  if (query.status === 'loading')
    return <SkeletonRows rows={10} label="Loading the radiomics model" />;
  const mine = query.value.filter(({ id, kind }) => kind === 'radiomics' && modelIds.includes(id));
  if (mine.length === 0) {
    return (
      <EmptyState icon={IconTable} title="No radiomics model in this evaluation">
        Fit one where a new evaluation is set up, and evaluate it with the others.
      </EmptyState>
    );
  }
  return (
    <div className={styles.column}>
      {mine.map(({ id }) => (
        <RadiomicsModel key={id} modelId={id} />
      ))}
    </div>
  );
}

function RadiomicsModel({ modelId }: { readonly modelId: string }) {
  const { query, reload } = useQuery('evaluation.radiomicsModel', { modelId });
  if (query.status === 'failed') return <ErrorNote error={query.error} retry={reload} />;
  if (query.status === 'loading') return <SkeletonRows rows={10} label="Loading the columns" />;
  const model = query.value;
  return (
    <>
      <Section
        title={`${model.columns.length} features, by their importance`}
        note="Importance is the share of impurity that the tree takes off with the feature; stability how often trees of resampled training patients choose it."
      >
        {model.fewerThanAsked && (
          <ul className={styles.remarks}>
            <li>
              <IconInfoCircle size={16} stroke={1.75} aria-hidden />
              Fewer than ten: the tree separates its training patients with these, and no further
              feature has any importance.
            </li>
          </ul>
        )}
        <Columns columns={model.columns} />
      </Section>
      <Section title="How it was made">
        <Facts facts={factsOf(model)} />
      </Section>
    </>
  );
}

type Model = Output<'evaluation.radiomicsModel'>;

function Columns({ columns }: Pick<Model, 'columns'>) {
  return (
    <table className={styles.bars} aria-label="Features of the radiomics model">
      <thead>
        <tr>
          <th scope="col" aria-label="Rank" />
          <th scope="col">Feature</th>
          <th scope="col">Importance</th>
          <th scope="col">Stability, %</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ column, importance, stability }, n) => (
          <tr key={column}>
            <td className={styles.quiet}>{n + 1}</td>
            <td className="mono">{column}</td>
            <td>
              <Share
                of="importance"
                share={importance / columns[0].importance}
                text={fixed(importance, 3)}
              />
            </td>
            <td>
              <Share of="stability" share={stability} text={fixed(100 * stability, 0)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Share({
  of,
  share,
  text,
}: {
  readonly of: 'importance' | 'stability';
  /** 0 to 1 of the bar's length. */
  readonly share: number;
  readonly text: string;
}) {
  const length = { '--share': `${100 * share}%` } as CSSProperties;
  return (
    <span className={styles.share} data-of={of}>
      {text}
      <i style={length} aria-hidden />
    </span>
  );
}

function factsOf(model: Model) {
  const hash = (text: string) => <span className="mono">{text}</span>;
  return [
    ['Fitted', dateTime(model.createdAt)],
    ['Training patients', model.trainingCases],
    ['Support vectors', model.supportVectors],
    ...settingFacts(model.settings),
    ['Hash of the settings', hash(model.settingsHash)],
    ['Hash of the features’ settings', hash(model.featureSettingsHash)],
    ['Hash of the cases', hash(String(model.settings.casesSha256 ?? noValue))],
    ['Code', model.codeVersion],
  ] as const;
}
