import { auxiliaryOutputs, type AuxiliaryHead } from '../architectures/heads.ts';
import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { add } from '../graph/ops/add.ts';
import { multiply } from '../graph/ops/multiply.ts';
import { reduceSum } from '../graph/ops/reduce.ts';
import { subtract } from '../graph/ops/subtract.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { crossEntropy } from './cross-entropy.ts';

type Heads<T> = Readonly<Record<AuxiliaryHead, T>>;
const names = Object.keys(auxiliaryOutputs) as AuxiliaryHead[];

/** Names of a head's inputs: what it should say, and each patient's share of the mean. */
const targetName = (head: AuxiliaryHead): string => `auxiliary:${head}`;
const shareName = (head: AuxiliaryHead): string => `auxiliaryShare:${head}`;

/**
 * Sum of the auxiliary heads' losses, a scalar: mean cross-entropy of those with two classes, mean
 * squared error of the other; each mean over the patients whose label is known, 0 where none is.
 *
 * Declares the inputs that `auxiliaryTargets` fills.
 */
export function auxiliaryLoss(graph: GraphBuilder, heads: Heads<Value>): Value {
  const losses = names.map((name) => {
    const output = heads[name];
    const target = graph.input(targetName(name), output.shape);
    if (output.shape[1] === 2) return crossEntropy(graph, output, target);
    const difference = graph.apply(subtract, [output, target], {});
    const square = graph.apply(multiply, [difference, difference], {});
    const share = graph.input(shareName(name), output.shape);
    const weighted = graph.apply(multiply, [square, share], {});
    return graph.apply(reduceSum, [weighted], { axes: [0, 1], keep: false });
  });
  return losses.reduce((sum, loss) => graph.apply(add, [sum, loss], {}));
}

/** The inputs of `auxiliaryLoss` for a batch; a patient without a label has no share. */
export function auxiliaryTargets(
  labels: readonly Readonly<Partial<Record<AuxiliaryHead, number>>>[],
): Record<string, Tensor> {
  const inputs: Record<string, Tensor> = {};
  for (const name of names) {
    const known = labels.filter((label) => label[name] !== undefined).length;
    const columns = auxiliaryOutputs[name];
    const target = new Float32Array(labels.length * columns);
    const share = new Float32Array(labels.length);
    for (const [n, { [name]: label }] of labels.entries()) {
      if (label === undefined) continue;
      share[n] = 1 / known;
      if (columns === 2) target[n * 2 + label] = share[n];
      else target[n] = label;
    }
    inputs[targetName(name)] = tensor([labels.length, columns], target);
    inputs[shareName(name)] = tensor([labels.length, 1], share);
  }
  return inputs;
}
