import { differentiate } from '../graph/differentiate.ts';
import { graphBuilder, type Graph } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { storedStatistics } from '../architectures/normalise.ts';
import { neededPart } from '../graph/subgraph.ts';
import { elementCount, type Tensor } from '../graph/tensor-type.ts';
import { batchInputs, slicesOf, stacked, type Batch } from './batch.ts';
import type { CutNetwork } from './cut-network.ts';
import { storedForward, type ForwardPlan } from './lower-forward.ts';
import type { SegmentPlan } from './normalised-segments.ts';
import { pooledForward } from './pooled-forward.ts';
import type { SessionPool } from './session-pool.ts';
import { batchGradients, parameterInputs, required } from './train-step.ts';
import { gradientName, isLearned, trainingGraph } from './training-graph.ts';
import type { Weights } from './training-state.ts';
import { bySize, type ComputeGradients, type ComputePlan } from './whole-batch.ts';

/** Statistics of the lower part: pooled over the batch in a first pass, or the stored ones. */
type AccumulatedStatistics = 'two-pass' | 'frozen';

export interface AccumulationPlan extends ComputePlan, Pick<SegmentPlan, 'largestKeptBytes'> {
  readonly statistics: AccumulatedStatistics;
}

/**
 * Gradients of a batch, patient by patient, for networks of which a graph of the whole batch does
 * not fit into memory. The lower part makes features of each patient; one graph gives the losses,
 * which need all patients, and the upper part's gradients; then each patient goes through the lower
 * part again, and backwards from the gradient by its features. What is found is added up in order.
 */
export function accumulated(
  network: CutNetwork,
  plan: AccumulationPlan,
  pool: SessionPool,
): ComputeGradients {
  const upper = upperPart({ ...plan, build: network.upper }, pool);
  let lower: ReturnType<typeof lowerPart> | undefined;
  return async (weights, batch) => {
    const images = slicesOf(batch.x);
    lower ??= lowerPart(network, { ...plan, image: images[0].shape }, pool);
    const below = await lower.forward(weights, images);
    const above = await upper(weights, { ...batch, x: joinedBatch(below.cuts) });

    const { graph, learning } = lower.backward;
    const session = await pool.of(graph);
    const parameters = parameterInputs(graph.parameters, below.weights);
    const sums = new Map(
      learning.map(({ name, shape }) => [name, new Float32Array(elementCount(shape))]),
    );
    for (const [n, cotangent] of slicesOf(above.image).entries()) {
      plan.signal?.throwIfAborted();
      const results = await session.run({ ...parameters, x: images[n], cotangent });
      for (const [name, sum] of sums) {
        const { data } = required(results, gradientName(name));
        for (let at = 0; at < sum.length; at += 1) sum[at] += data[at];
      }
    }
    return {
      losses: above.losses,
      gradients: new Map([...sums, ...above.gradients]),
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

function lowerPart(network: CutNetwork, plan: AccumulationPlan & ForwardPlan, pool: SessionPool) {
  const forward = { 'two-pass': pooledForward, frozen: storedForward }[plan.statistics];
  return {
    forward: forward(network.lower, plan, pool),
    backward: lowerBackward(network, plan),
  };
}

/** Gradients of a lower part of one patient: inputs `x` and `cotangent`, that of the cut. */
export function lowerBackward(
  { lower, learns }: CutNetwork,
  { image, formulations }: ForwardPlan,
): { readonly graph: Graph; readonly learning: readonly Value[] } {
  const graph = graphBuilder(formulations);
  const x = graph.input('x', image);
  const cut = lower(graph, x, storedStatistics);
  const cotangent = graph.input('cotangent', cut.shape);
  const learning = graph.parameters.filter(({ name }) => isLearned(name) && learns(name));
  const gradients = differentiate(graph, [{ of: cut, cotangent }], learning);
  const named = gradients.map((value, k) => [gradientName(learning[k].name), value] as const);
  return { graph: neededPart(graph.finish(Object.fromEntries(named))), learning };
}

function joinedBatch(parts: readonly Tensor[]): Tensor {
  const { shape } = parts[0];
  return stacked(
    parts.map(({ data }) => data),
    shape.slice(1),
  );
}
