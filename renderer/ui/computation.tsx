import type { WireError } from '#contract/errors.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import { Button } from '@mantine/core';
import { IconCalculator } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './computation.module.css';
import { EmptyState } from './empty-state.tsx';
import { ErrorNote } from './error-note.tsx';
import { ProgressRow } from './progress-row.tsx';

/** How something stands that is computed when asked for, while it is not there. */
export type Computation =
  | { readonly status: 'not-computed' }
  | { readonly status: 'computing'; readonly job: Job }
  | { readonly status: 'failed'; readonly error: WireError };

/** A page's place before its result: the button that computes it, its progress, or why it failed. */
export function ComputationView({
  state,
  action,
  onCompute,
  onCancel,
  children,
}: {
  readonly state: Computation;
  /** What the button says. */
  readonly action: string;
  readonly onCompute: () => void;
  readonly onCancel: (jobId: string) => void;
  /** What will be done, and how long it takes. */
  readonly children: ReactNode;
}) {
  switch (state.status) {
    case 'not-computed':
      return (
        <EmptyState
          icon={IconCalculator}
          title="Not computed for the newest mask"
          action={
            <Button variant="filled" onClick={onCompute}>
              {action}
            </Button>
          }
        >
          {children}
        </EmptyState>
      );
    case 'computing':
      return (
        <EmptyState icon={IconCalculator} title="Computing">
          <div className={styles.computing}>
            <ProgressRow job={state.job} onCancel={() => onCancel(state.job.id)} />
          </div>
        </EmptyState>
      );
    case 'failed':
      return (
        <div className={styles.failed}>
          <ErrorNote error={state.error} retry={onCompute} />
        </div>
      );
  }
}
