import type { WireError } from '#contract/errors.ts';
import type { CaseDetail } from '#contract/procedures/cases.ts';
import { IconBrush } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useEngine } from '../../api/engine-context.tsx';
import { useFeed } from '../../api/library-feed.tsx';
import { useQuery } from '../../api/use-query.ts';
import { BarTitle } from '../../ui/bar-slots.tsx';
import { ComputationView } from '../../ui/computation.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { fixed } from '../../ui/format.ts';
import { notifyError } from '../../ui/notify.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { FeatureBrowser } from './feature-browser.tsx';
import styles from './features-page.module.css';
import { featuresJob, featuresState, type FeaturesState } from './features-state.ts';

/** Asks for what is known of a case's features and shows the one state that it means. */
export function FeaturesPage({ caseId }: { readonly caseId: string }) {
  const engine = useEngine();
  const topics = ['features', 'masks', 'case'] as const;
  const detail = useQuery('cases.get', { caseId }, { topics, caseId });
  const set = useQuery('features.get', { caseId }, { topics, caseId });
  const job = useStore(useFeed().jobs, (jobs) => featuresJob(jobs.values(), caseId));
  const [refused, setRefused] = useState<WireError | null>(null);

  const compute = async () => {
    setRefused(null);
    const reply = await engine.call('features.compute', { caseId });
    if (!reply.ok) setRefused(reply.error);
  };
  const cancel = async (jobId: string) => {
    const reply = await engine.call('jobs.cancel', { jobId });
    if (!reply.ok) notifyError(reply.error);
  };

  const failed = [detail, set].find(({ query }) => query.status === 'failed');
  if (failed?.query.status === 'failed') {
    return <ErrorNote error={failed.query.error} retry={failed.reload} />;
  }
  if (detail.query.status !== 'ready' || set.query.status !== 'ready') {
    return (
      <div className={styles.waiting}>
        <SkeletonRows rows={16} label="Loading the features" />
      </div>
    );
  }
  const known = detail.query.value;
  const state: FeaturesState = refused
    ? { status: 'failed', error: refused }
    : featuresState({ detail: known, set: set.query.value, job });
  return (
    <>
      <BarTitle>
        <strong className="mono">{known.code}</strong>
        <span className={styles.quiet}>
          CT {known.scannedOn ?? 'undated'}, {fixed(known.sliceThicknessMm, 1)} mm
        </span>
      </BarTitle>
      <FeaturesView
        state={state}
        detail={known}
        onCompute={() => void compute()}
        onCancel={(id) => void cancel(id)}
      />
    </>
  );
}

interface ViewProps {
  readonly state: FeaturesState;
  readonly detail: CaseDetail;
  readonly onCompute: () => void;
  readonly onCancel: (jobId: string) => void;
}

function FeaturesView({ state, detail, onCompute, onCancel }: ViewProps) {
  if (state.status === 'no-mask')
    return (
      <EmptyState icon={IconBrush} title="This case has no mask yet">
        Features are measured inside the tumour&rsquo;s outline. It is segmented or drawn first.
      </EmptyState>
    );
  if (state.status === 'ready') return <FeatureBrowser detail={detail} set={state.set} />;
  return (
    <ComputationView
      state={state}
      action="Compute the features"
      onCompute={onCompute}
      onCancel={onCancel}
    >
      Shape, intensities and texture of the tumour are measured on this machine; it takes a few
      seconds.
    </ComputationView>
  );
}
