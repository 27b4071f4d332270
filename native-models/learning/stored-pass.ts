import { storedStatistics } from '../architectures/normalise.ts';
import { differentiate } from '../graph/differentiate.ts';
import { graphBuilder, type Graph } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { neededPart } from '../graph/subgraph.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import { lowerGraph, type CutNetwork } from './cut-network.ts';
import { gradientSums } from './gradient-sums.ts';
import type { LowerPass, LowerPlan } from './lower-pass.ts';
import type { SessionPool } from './session-pool.ts';
import { parameterInputs, required } from './train-step.ts';
import { gradientName, isLearned } from './training-graph.ts';

/** With the stored statistics, with which patients have nothing to do with each other. */
export function storedPass(network: CutNetwork, plan: LowerPlan, pool: SessionPool): LowerPass {
  const forward = lowerGraph(network.lower, plan.image, plan.formulations);
  const backward = lowerBackward(network, plan);
  return async (weights, images) => {
    const session = await pool.of(forward);
    const parameters = parameterInputs(forward.parameters, weights);
    const cuts: Tensor[] = [];
    for (const x of images) {
      plan.signal?.throwIfAborted();
      cuts.push(required(await session.run({ ...parameters, x }), 'cut'));
    }
    return {
      ...{ cuts, statistics: new Map() },
      pullback: async (cotangents) => {
        const { graph, learning } = backward;
        const { run } = await pool.of(graph);
        const found = gradientSums(learning);
        for (const [n, cotangent] of cotangents.entries()) {
          plan.signal?.throwIfAborted();
          found.add(await run({ ...parameters, x: images[n], cotangent }));
        }
        return found.sums;
      },
    };
  };
}

/** Gradients of a lower part of one patient: inputs `x` and `cotangent`, that of the cut. */
export function lowerBackward(
  { lower, learns }: CutNetwork,
  { image, formulations }: LowerPlan,
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
