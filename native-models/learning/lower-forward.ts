import type { Part } from '../architectures/backbone.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import { lowerGraph } from './cut-network.ts';
import type { SegmentPlan } from './normalised-segments.ts';
import type { SeenStatistics } from './running-statistics.ts';
import type { SessionPool } from './session-pool.ts';
import { parameterInputs, required } from './train-step.ts';
import type { Cancellation } from './training-run.ts';
import type { Weights } from './training-state.ts';

/** What a lower part makes of a batch, patient by patient. */
export interface LowerResult {
  /** Of each patient, batch size 1. */
  readonly cuts: readonly Tensor[];
  /** The weights with the statistics that were used, under the stored ones' names. */
  readonly weights: Weights;
  /** What the batch normalisations saw, where the stored statistics shall follow it. */
  readonly statistics: ReadonlyMap<string, SeenStatistics>;
}

export type LowerForward = (weights: Weights, images: readonly Tensor[]) => Promise<LowerResult>;

export interface ForwardPlan extends SegmentPlan {
  readonly signal?: Cancellation;
}

/** With the stored statistics. */
export function storedForward(lower: Part, plan: ForwardPlan, pool: SessionPool): LowerForward {
  const graph = lowerGraph(lower, plan.image, plan.formulations);
  return async (weights, images) => {
    const session = await pool.of(graph);
    const parameters = parameterInputs(graph.parameters, weights);
    const cuts: Tensor[] = [];
    for (const x of images) {
      plan.signal?.throwIfAborted();
      cuts.push(required(await session.run({ ...parameters, x }), 'cut'));
    }
    return { cuts, weights, statistics: new Map() };
  };
}
