import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { padOrCut } from './pad.ts';
import { reshape } from './reshape.ts';

/**
 * Zeros between the elements: on an axis of n elements and step s, element i moves to i·s and the
 * axis becomes (n - 1)·s + 1 long. What a slice with steps takes out, this puts back.
 */
export function spreadOut(graph: GraphBuilder, x: Value, steps: readonly number[]): Value {
  if (steps.every((step) => step === 1)) return x;
  // Each axis with a step becomes two, [n, 1]; zeros behind make it [n, s], which is n·s long again.
  const split = x.shape.flatMap((n, axis) => (steps[axis] === 1 ? [n] : [n, 1]));
  const after = steps.flatMap((step) => (step === 1 ? [0] : [0, step - 1]));
  const pairs = graph.apply(reshape, [x], { shape: split });
  const apart = padOrCut(graph, pairs, { before: after.map(() => 0), after });
  const long = graph.apply(reshape, [apart], { shape: x.shape.map((n, axis) => n * steps[axis]) });
  // The zeros behind the last element are too many.
  const excess = steps.map((step) => 1 - step);
  return padOrCut(graph, long, { before: steps.map(() => 0), after: excess });
}
