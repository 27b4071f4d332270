import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { reduceSum, reduceSumSquare } from './reduce.ts';

/**
 * Σ x over images and positions, [1, C, 1, …]; x [N, C, …] with at least one spatial axis.
 *
 * In two steps, the innermost axes first: a sum of a million float32 numbers one after the other can
 * lose the fourth digit, of a thousand sums of a thousand it loses the last.
 */
export function channelSum(graph: GraphBuilder, x: Value): Value {
  return outerSum(graph, graph.apply(reduceSum, [x], { axes: innerAxes(x), keep: true }));
}

/** Σ x² over images and positions, [1, C, 1, …], in the same steps. */
export function channelSumSquare(graph: GraphBuilder, x: Value): Value {
  return outerSum(graph, graph.apply(reduceSumSquare, [x], { axes: innerAxes(x), keep: true }));
}

function outerSum(graph: GraphBuilder, sums: Value): Value {
  const inner = innerAxes(sums);
  const axes = [...sums.shape.keys()].filter((axis) => axis !== 1 && !inner.includes(axis));
  return graph.apply(reduceSum, [sums], { axes, keep: true });
}

/** The last two spatial axes, or the only one. */
function innerAxes({ shape }: Value): readonly number[] {
  return [...shape.keys()].slice(2).slice(-2);
}
