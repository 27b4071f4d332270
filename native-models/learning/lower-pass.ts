import type { Tensor } from '../graph/tensor-type.ts';
import type { SeenStatistics } from './running-statistics.ts';
import type { SegmentPlan } from './segments.ts';
import type { Cancellation } from './training-run.ts';
import type { Weights } from './training-state.ts';

/** What a lower part makes of a batch, patient by patient. */
export interface LowerResult {
  /** Of each patient, batch size 1. */
  readonly cuts: readonly Tensor[];
  /** What the batch normalisations saw, where the stored statistics shall follow it. */
  readonly statistics: ReadonlyMap<string, SeenStatistics>;
  /**
   * From the gradient of a loss by each patient's cut to its gradients by the weights, summed over the
   * batch. Gives up what was kept of the batch, so that it can be called once.
   */
  readonly pullback: (cotangents: readonly Tensor[]) => Promise<ReadonlyMap<string, Float32Array>>;
}

export type LowerPass = (weights: Weights, images: readonly Tensor[]) => Promise<LowerResult>;

export interface LowerPlan extends SegmentPlan {
  readonly signal?: Cancellation;
}
