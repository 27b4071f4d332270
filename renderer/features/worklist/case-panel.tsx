import type { CaseDetail, CaseSummary } from '#contract/procedures/cases.ts';
import { describeFlag } from '#contract/flag-sentences.ts';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconBrush,
  IconChartHistogram,
  IconFlag,
  IconFlagOff,
  IconTable,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useEngine } from '../../api/engine-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { SeverityIcon, StatusBadge } from '../../ui/badge.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { hashOf } from '../../ui/routes.ts';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { unflagCase } from './case-actions.ts';
import { CaseExports } from './case-exports.tsx';
import { AcquisitionFacts, ClinicalFacts, OutcomeFacts } from './case-facts.tsx';
import { gravestFirst } from './case-table.tsx';
import { MaskVersions } from './mask-versions.tsx';
import styles from './worklist.module.css';

/** What the signed-in person may do with a case. */
export interface CaseActions {
  readonly correct: boolean;
  readonly risk: boolean;
  readonly remove: boolean;
  readonly seeOutcome: boolean;
}

interface Props {
  readonly summary: CaseSummary;
  readonly actions: CaseActions;
  readonly onFlag: () => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** Everything known of one case, beside the list. */
export function CasePanel({ summary, actions, onFlag, onRemove, onClose }: Props) {
  const caseId = summary.id;
  const { query, reload } = useQuery(
    'cases.get',
    { caseId },
    { topics: ['case', 'masks', 'clinical', 'features'], caseId },
  );
  return (
    <aside className={styles.detail} aria-label={`Case ${summary.code}`}>
      <header className={styles.detailHead}>
        <h2>{summary.code}</h2>
        <StatusBadge status={summary.status} />
        <span style={{ flex: 1 }} />
        <Tooltip label="Close">
          <ActionIcon aria-label="Close the case's details" onClick={onClose}>
            <IconX size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </header>
      <ActionRow summary={summary} actions={actions} onFlag={onFlag} onRemove={onRemove} />
      <FlagSentences summary={summary} />
      {query.status === 'loading' && (
        <SkeletonRows rows={14} height={20} label="Loading the case" />
      )}
      {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
      {query.status === 'ready' && <Details detail={query.value} actions={actions} />}
    </aside>
  );
}

function Details({
  detail,
  actions,
}: {
  readonly detail: CaseDetail;
  readonly actions: CaseActions;
}) {
  return (
    <>
      <AcquisitionFacts detail={detail} />
      <ClinicalFacts clinical={detail.clinical} />
      {actions.seeOutcome && <OutcomeFacts caseId={detail.id} />}
      <MaskVersions masks={detail.masks} />
      <CaseExports detail={detail} mayFeatures={actions.seeOutcome} />
    </>
  );
}

function ActionRow({ summary, actions, onFlag, onRemove }: Omit<Props, 'onClose'>) {
  const engine = useEngine();
  const flagged = summary.flags.some((f) => f.code === 'note');
  const icon = { size: 16, stroke: 1.5 };
  return (
    <div className={styles.detailActions}>
      {actions.correct && (
        <Button
          component="a"
          variant="filled"
          href={hashOf({ station: 'correct', caseId: summary.id })}
          leftSection={<IconBrush {...icon} />}
        >
          Correct
        </Button>
      )}
      {actions.risk && (
        <Button
          component="a"
          href={hashOf({ station: 'risk', caseId: summary.id })}
          leftSection={<IconChartHistogram {...icon} />}
        >
          Risk
        </Button>
      )}
      {actions.risk && (
        <Button
          component="a"
          href={hashOf({ station: 'features', caseId: summary.id })}
          leftSection={<IconTable {...icon} />}
        >
          Features
        </Button>
      )}
      {flagged ? (
        <Button
          leftSection={<IconFlagOff {...icon} />}
          onClick={() => void unflagCase(engine, summary)}
        >
          Clear flag
        </Button>
      ) : (
        <Button leftSection={<IconFlag {...icon} />} onClick={onFlag}>
          Flag…
        </Button>
      )}
      {actions.remove && (
        <Button leftSection={<IconTrash {...icon} />} onClick={onRemove}>
          Remove
        </Button>
      )}
    </div>
  );
}

function FlagSentences({ summary }: { readonly summary: CaseSummary }) {
  return (
    <Section title="Flags">
      {summary.flags.length === 0 ? (
        <p className={styles.quiet}>Nothing odd was found.</p>
      ) : (
        <ul className={styles.sentences}>
          {gravestFirst(summary.flags).map((flag, i) => (
            <li key={i}>
              <SeverityIcon severity={flag.severity} />
              {describeFlag(flag)}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
