import { buildNetwork, type NetworkSpec } from '../architectures/network.ts';
import { storedStatistics } from '../architectures/normalise.ts';
import { differentiate } from '../graph/differentiate.ts';
import { graphBuilder, type Graph } from '../graph/graph.ts';
import { neededPart } from '../graph/subgraph.ts';
import type { Shape } from '../graph/tensor-type.ts';

/**
 * A network of one patient together with the gradient that Grad-CAM needs: inputs `x` [1, 1, D, H, W]
 * and `radiomics` [1, n]; outputs `logits` [1, 2], `activation` [1, C, d, h, w], what the last stage
 * gives, and `gradient` of the same shape, of the log-odds of pN+ by it.
 *
 * @param image Shape of `x`.
 */
export function saliencyGraph(spec: NetworkSpec, image: Shape): Graph {
  const graph = graphBuilder();
  const x = graph.input('x', image);
  const radiomics = graph.input('radiomics', [1, spec.radiomicsCount]);
  const { stages, logits } = buildNetwork(spec)(graph, { x, radiomics }, storedStatistics);
  const activation = stages[stages.length - 1];
  // The log-odds is the second logit minus the first.
  const cotangent = graph.constant([1, 2], Float32Array.of(-1, 1));
  const [gradient] = differentiate(graph, [{ of: logits, cotangent }], [activation]);
  return neededPart(graph.finish({ logits, activation, gradient }));
}
