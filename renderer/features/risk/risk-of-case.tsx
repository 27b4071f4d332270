import { readers } from '#contract/people.ts';
import type { CaseDetail } from '#contract/procedures/cases.ts';
import { Button } from '@mantine/core';
import { IconBrush } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useEngine, usePerson } from '../../api/engine-context.tsx';
import { useFeed } from '../../api/library-feed.tsx';
import { useQuery } from '../../api/use-query.ts';
import type { WireError } from '#contract/errors.ts';
import { BarTitle } from '../../ui/bar-slots.tsx';
import { ComputationView } from '../../ui/computation.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { fixed } from '../../ui/format.ts';
import { notifyError } from '../../ui/notify.tsx';
import { goTo } from '../../ui/routes.ts';
import styles from './risk-page.module.css';
import { RiskReport } from './risk-report.tsx';
import { RiskSkeleton } from './risk-skeleton.tsx';
import { predictionJob, riskState, type RiskState } from './risk-state.ts';

/** Asks for what is known of a case's risk and shows the one state that it means. */
export function RiskOfCase({ caseId }: { readonly caseId: string }) {
  const engine = useEngine();
  const topics = ['prediction', 'masks', 'features', 'case'] as const;
  const detail = useQuery('cases.get', { caseId }, { topics, caseId });
  const prediction = useQuery('prediction.get', { caseId }, { topics, caseId });
  const job = useStore(useFeed().jobs, (jobs) => predictionJob(jobs.values(), caseId));
  const [refused, setRefused] = useState<WireError | null>(null);

  const compute = async () => {
    setRefused(null);
    const reply = await engine.call('prediction.start', { caseId });
    if (!reply.ok) setRefused(reply.error);
  };
  const cancel = async (jobId: string) => {
    const reply = await engine.call('jobs.cancel', { jobId });
    if (!reply.ok) notifyError(reply.error);
  };

  const failed = [detail.query, prediction.query].find((q) => q.status === 'failed');
  if (failed) return <ErrorNote error={failed.error} />;
  if (detail.query.status !== 'ready' || prediction.query.status !== 'ready')
    return <RiskSkeleton />;

  const known = detail.query.value;
  const state: RiskState = refused
    ? { status: 'failed', error: refused }
    : riskState({ detail: known, prediction: prediction.query.value, job });
  return (
    <>
      <BarTitle>
        <CaseTitle detail={known} />
      </BarTitle>
      <RiskView
        state={state}
        detail={known}
        onCompute={() => void compute()}
        onCancel={(id) => void cancel(id)}
      />
    </>
  );
}

function CaseTitle({ detail }: { readonly detail: CaseDetail }) {
  return (
    <>
      <strong className="mono">{detail.code}</strong>
      <span className={styles.quiet}>
        CT {detail.scannedOn ?? 'undated'}, {fixed(detail.sliceThicknessMm, 1)} mm
      </span>
    </>
  );
}

interface ViewProps {
  readonly state: RiskState;
  readonly detail: CaseDetail;
  readonly onCompute: () => void;
  readonly onCancel: (jobId: string) => void;
}

function RiskView({ state, detail, onCompute, onCancel }: ViewProps) {
  if (state.status === 'no-mask') return <NoMask caseId={detail.id} />;
  if (state.status === 'ready') return <RiskReport detail={detail} prediction={state.prediction} />;
  return (
    <ComputationView
      state={state}
      action="Compute the risk"
      onCompute={onCompute}
      onCancel={onCancel}
    >
      The features are measured and the model is run on this machine; it takes a few seconds.
    </ComputationView>
  );
}

function NoMask({ caseId }: { readonly caseId: string }) {
  const role = usePerson()?.role;
  const mayDraw = role !== undefined && (readers as readonly string[]).includes(role);
  return (
    <EmptyState
      icon={IconBrush}
      title="This case has no mask yet"
      action={
        mayDraw && (
          <Button variant="filled" onClick={() => goTo({ station: 'correct', caseId })}>
            Open the correction
          </Button>
        )
      }
    >
      The risk is computed from the tumour&rsquo;s outline.{' '}
      {mayDraw ? 'Check the automatic one or draw it first.' : 'A reader has to draw it first.'}
    </EmptyState>
  );
}
