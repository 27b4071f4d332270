import { batchInputs, type Batch } from './batch.ts';
import type { SessionPool } from './session-pool.ts';
import { batchGradients, type BatchGradients } from './train-step.ts';
import type { Cancellation } from './training-run.ts';
import { trainingGraph, type TrainingGraph, type TrainingPlan } from './training-graph.ts';
import type { Weights } from './training-state.ts';

/** Gives the gradients of a batch, in whatever way. */
export type ComputeGradients = (weights: Weights, batch: Batch) => Promise<BatchGradients>;

/** What stays the same from batch to batch. */
export interface ComputePlan extends Omit<TrainingPlan, 'image' | 'radiomics'> {
  readonly classWeights?: readonly [number, number];
  readonly signal?: Cancellation;
}

/** Gradients of a whole batch in one graph, one for each size that occurs. */
export function wholeBatch(plan: ComputePlan, pool: SessionPool): ComputeGradients {
  const graphFor = bySize((batch) =>
    trainingGraph({ ...plan, image: batch.x.shape, radiomics: batch.radiomics.shape }),
  );
  let open: TrainingGraph | undefined;
  return async (weights, batch) => {
    const graph = graphFor(batch);
    // Each session keeps the memory of its largest run, which is nearly all that there is.
    if (open !== graph) await pool.close();
    open = graph;
    const session = await pool.of(graph.graph);
    const inputs = batchInputs(graph.graph, batch, plan.classWeights);
    return batchGradients(weights, inputs, { graph, session });
  };
}

/** Builds once for every size of a batch. */
export function bySize<T>(build: (batch: Batch) => T): (batch: Batch) => T {
  const built = new Map<number, T>();
  return (batch) => {
    const size = batch.labels.length;
    const known = built.get(size);
    if (known !== undefined) return known;
    const fresh = build(batch);
    built.set(size, fresh);
    return fresh;
  };
}
