import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { exp } from '../graph/ops/exp.ts';
import { log } from '../graph/ops/log.ts';
import { multiply } from '../graph/ops/multiply.ts';
import { negate } from '../graph/ops/negate.ts';
import { reduceMax, reduceSum } from '../graph/ops/reduce.ts';
import { subtract } from '../graph/ops/subtract.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';

/**
 * Cross-entropy of logits [N, K] against targets [N, K] (`classTargets`), a scalar.
 */
export function crossEntropy(graph: GraphBuilder, logits: Value, targets: Value): Value {
  const perRow = { axes: [1], keep: true };
  const highest = graph.apply(reduceMax, [logits], perRow);
  const shifted = graph.apply(subtract, [logits, highest], {});
  const total = graph.apply(reduceSum, [graph.apply(exp, [shifted], {})], perRow);
  const logProbability = graph.apply(subtract, [shifted, graph.apply(log, [total], {})], {});
  const weighted = graph.apply(multiply, [logProbability, targets], {});
  const sum = graph.apply(reduceSum, [weighted], { axes: [0, 1], keep: false });
  return graph.apply(negate, [sum], {});
}

/**
 * One row a patient with its share of the mean in the column of its class.
 *
 * @param labels 0: pN-, 1: pN+.
 * @param classWeights The mean is weighted by the weight of each patient's class.
 */
export function classTargets(
  labels: readonly number[],
  classWeights: readonly [number, number] = [1, 1],
): Tensor {
  const total = labels.reduce((sum, label) => sum + classWeights[label], 0);
  const data = new Float32Array(labels.length * 2);
  for (const [n, label] of labels.entries()) data[n * 2 + label] = classWeights[label] / total;
  return tensor([labels.length, 2], data);
}
