import type { Tensor } from '../graph/tensor-type.ts';
import { batchInputs, slicesOf, stacked, type Batch } from './batch.ts';
import type { CutNetwork } from './cut-network.ts';
import type { KeptPlan } from './kept-values.ts';
import type { LowerPass, LowerPlan } from './lower-pass.ts';
import { pooledPass } from './pooled-pass.ts';
import type { SessionPool } from './session-pool.ts';
import { storedPass } from './stored-pass.ts';
import { batchGradients } from './train-step.ts';
import { trainingGraph } from './training-graph.ts';
import type { Weights } from './training-state.ts';
import { bySize, type ComputeGradients, type ComputePlan } from './whole-batch.ts';

/** Statistics of the lower part: of the whole batch, or the stored ones. */
type AccumulatedStatistics = 'two-pass' | 'frozen';

export interface AccumulationPlan extends ComputePlan, KeptPlan {
  readonly statistics: AccumulatedStatistics;
}

/**
 * Gradients of a batch, patient by patient, for networks of which a graph of the whole batch does
 * not fit into memory. The lower part makes features of each patient; one graph gives the losses,
 * which need all patients, and the upper part's gradients; then each patient goes through the lower
 * part backwards from the gradient by its features. What is found is added up in order.
 */
export function accumulated(
  network: CutNetwork,
  plan: AccumulationPlan,
  pool: SessionPool,
): ComputeGradients {
  const upper = upperPart({ ...plan, build: network.upper }, pool);
  let lower: LowerPass | undefined;
  return async (weights, batch) => {
    const images = slicesOf(batch.x);
    lower ??= lowerPass(network, { ...plan, image: images[0].shape }, pool);
    const below = await lower(weights, images);
    const above = await upper(weights, { ...batch, x: joinedBatch(below.cuts) });
    const gradients = await below.pullback(slicesOf(above.image));
    return {
      losses: above.losses,
      gradients: new Map([...gradients, ...above.gradients]),
      statistics: new Map([...below.statistics, ...above.statistics]),
    };
  };
}

/** Losses of a batch of features, with gradients by the upper part's weights and by the features. */
function upperPart(plan: ComputePlan, pool: SessionPool) {
  const graphFor = bySize(({ x, radiomics }) =>
    trainingGraph({ ...plan, image: x.shape, radiomics: radiomics.shape, imageGradient: true }),
  );
  return async (weights: Weights, batch: Batch) => {
    const graph = graphFor(batch);
    const session = await pool.of(graph.graph);
    const inputs = batchInputs(graph.graph, batch, plan.classWeights);
    const { image, ...found } = await batchGradients(weights, inputs, { graph, session });
    if (!image) throw new RangeError('no gradient by the features');
    return { ...found, image };
  };
}

function lowerPass(
  network: CutNetwork,
  plan: AccumulationPlan & LowerPlan,
  pool: SessionPool,
): LowerPass {
  return plan.statistics === 'frozen'
    ? storedPass(network, plan, pool)
    : pooledPass(network.lower, plan, pool);
}

function joinedBatch(parts: readonly Tensor[]): Tensor {
  const { shape } = parts[0];
  return stacked(
    parts.map(({ data }) => data),
    shape.slice(1),
  );
}
