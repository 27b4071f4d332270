import type { EpochMetrics, Run } from '#contract/procedures/experiments.ts';

/** The epoch with the best internal-validation AUC, of the weights or of their averaged copy. */
export interface BestEpoch {
  readonly epoch: number;
  readonly of: 'weights' | 'average';
  readonly auc: number;
}

/** The best so far; the first of equals. Null before the first AUC. */
export function bestEpoch(epochs: readonly EpochMetrics[]): BestEpoch | null {
  let best: BestEpoch | null = null;
  for (const { epoch, auc, averageAuc } of epochs) {
    if (auc !== null && auc > (best?.auc ?? -1)) best = { epoch, of: 'weights', auc };
    if (averageAuc !== null && averageAuc > (best?.auc ?? -1)) {
      best = { epoch, of: 'average', auc: averageAuc };
    }
  }
  return best;
}

/** Share of the planned epochs that is done, 0 to 1; steps of the epoch at work count. */
export function shareDone(run: Run): number {
  if (run.state === 'done') return 1;
  const within = run.stepsPerEpoch > 0 ? Math.min(1, run.step / run.stepsPerEpoch) : 0;
  return Math.min(1, (run.epoch + within) / run.settings.epochs);
}

/** What can be done with a run now. */
export function actionsOf({ state }: Pick<Run, 'state'>): readonly RunAction[] {
  return actions[state];
}

export type RunAction = 'pause' | 'resume' | 'cancel' | 'keep';

const actions: { readonly [S in Run['state']]: readonly RunAction[] } = {
  queued: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  failed: ['resume'],
  cancelled: ['resume'],
  done: ['keep'],
};
