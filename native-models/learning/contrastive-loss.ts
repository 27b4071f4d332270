import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { add } from '../graph/ops/add.ts';
import { divide } from '../graph/ops/divide.ts';
import { exp } from '../graph/ops/exp.ts';
import { log } from '../graph/ops/log.ts';
import { matmul, transposed } from '../graph/ops/matmul.ts';
import { multiply } from '../graph/ops/multiply.ts';
import { reduceSum, reduceSumSquare } from '../graph/ops/reduce.ts';
import { sqrt } from '../graph/ops/sqrt.ts';
import { subtract } from '../graph/ops/subtract.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';

/** The study's temperature. */
const TEMPERATURE = 0.05;

/** Which pairs of a batch attract and which repel each other, both [N, N]. */
export interface ContrastivePairs<T> {
  /** Share of each ordered pair (a, p) of one class in the mean, 0 elsewhere; sums to 1. */
  readonly positives: T;
  /** 1 where the classes differ. */
  readonly negatives: T;
}

/**
 * NT-Xent with the classes as positives, a scalar: the mean over ordered pairs (a, p) of one class
 * of log(exp(s_ap) + Σ exp(s_an)) - s_ap, s the cosine of two embeddings over the temperature and n
 * every member of the other class.
 *
 * Source: Chen T et al., A simple framework for contrastive learning, ICML 2020; the study's pairs.
 *
 * @param embeddings [N, E], not normalised.
 */
export function contrastiveLoss(
  graph: GraphBuilder,
  embeddings: Value,
  { positives, negatives }: ContrastivePairs<Value>,
): Value {
  const perRow = { axes: [1], keep: true };
  const squares = graph.apply(reduceSumSquare, [embeddings], perRow);
  const unit = graph.apply(divide, [embeddings, graph.apply(sqrt, [squares], {})], {});
  const cosines = graph.apply(matmul, [unit, transposed(graph, unit)], {});
  const scale = graph.constant([], 1 / TEMPERATURE);
  // No similarity is above 1 / temperature: taken off, no exponential can overflow.
  const s = graph.apply(subtract, [graph.apply(multiply, [cosines, scale], {}), scale], {});

  const attraction = graph.apply(exp, [s], {});
  const others = graph.apply(multiply, [attraction, negatives], {});
  const repulsion = graph.apply(reduceSum, [others], perRow);
  const all = graph.apply(log, [graph.apply(add, [attraction, repulsion], {})], {});
  const weighted = graph.apply(multiply, [graph.apply(subtract, [all, s], {}), positives], {});
  return graph.apply(reduceSum, [weighted], { axes: [0, 1], keep: false });
}

/** The pairs of a batch; one of a single class has no negatives and so no loss. */
export function contrastivePairs(labels: readonly number[]): ContrastivePairs<Tensor> {
  const n = labels.length;
  const matrix = (of: (a: number, b: number) => boolean): Float32Array =>
    Float32Array.from({ length: n * n }, (_, at) => (of(Math.floor(at / n), at % n) ? 1 : 0));
  const same = matrix((a, b) => a !== b && labels[a] === labels[b]);
  const count = Math.max(
    1,
    same.reduce((sum, v) => sum + v, 0),
  );
  return {
    positives: tensor(
      [n, n],
      same.map((v) => v / count),
    ),
    negatives: tensor(
      [n, n],
      matrix((a, b) => labels[a] !== labels[b]),
    ),
  };
}
