import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import { greater, where } from './choose.ts';
import { multiply } from './multiply.ts';
import { reduceMean, reduceSumSquare } from './reduce.ts';
import { subtract } from './subtract.ts';

export interface BatchStatistics {
  /** [C] */
  readonly mean: Value;
  /** [C], divided by the number of elements, not by one less. */
  readonly variance: Value;
}

/**
 * Mean and variance of each channel over images and positions; x [N, C, D, H, W].
 *
 * The variance is the mean square less the squared mean: one pass over x. In float32 that loses
 * digits where the mean is large against the deviation, and is held at 0 from below.
 */
export function batchStatistics(graph: GraphBuilder, x: Value): BatchStatistics {
  const over = { axes: [...x.shape.keys()].filter((axis) => axis !== 1), keep: false };
  const share = graph.constant([], x.shape[1] / elementCount(x.shape));
  const mean = graph.apply(reduceMean, [x], over);
  const square = graph.apply(multiply, [graph.apply(reduceSumSquare, [x], over), share], {});
  const spread = graph.apply(subtract, [square, graph.apply(multiply, [mean, mean], {})], {});
  const zero = graph.constant([], 0);
  const positive = graph.apply(greater, [spread, zero], {});
  return { mean, variance: graph.apply(where, [positive, spread, zero], {}) };
}
