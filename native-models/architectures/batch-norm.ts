import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { batchNormalization } from '../graph/ops/batch-normalization.ts';

/** PyTorch's default, which the study's networks keep. */
const EPSILON = 1e-5;

/** Batch normalisation with stored statistics, its parameters under PyTorch's names. */
export function batchNorm(graph: GraphBuilder, x: Value, name: string): Value {
  const channels = [x.shape[1]];
  const scale = graph.parameter(`${name}.weight`, channels);
  const bias = graph.parameter(`${name}.bias`, channels);
  const mean = graph.parameter(`${name}.running_mean`, channels);
  const variance = graph.parameter(`${name}.running_var`, channels);
  return graph.apply(batchNormalization, [x, scale, bias, mean, variance], { epsilon: EPSILON });
}
