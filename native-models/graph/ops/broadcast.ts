import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import type { Shape } from '../tensor-type.ts';
import { reduceSum } from './reduce.ts';
import { reshape } from './reshape.ts';

/** Shape of what two operands give together: axes of length 1, or missing in front, are repeated. */
export function broadcastShape(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [m, n] = [lengthOf(a, rank, axis), lengthOf(b, rank, axis)];
    if (m !== n && m !== 1 && n !== 1) throw new RangeError(`[${a.join()}] with [${b.join()}]`);
    return m === 1 ? n : m;
  });
}

/** The gradient of an operand that was repeated: the sum over its repetitions. */
export function sumTo(graph: GraphBuilder, gradient: Value, shape: Shape): Value {
  const rank = gradient.shape.length;
  const axes = gradient.shape.flatMap((n, axis) =>
    n !== 1 && lengthOf(shape, rank, axis) === 1 ? [axis] : [],
  );
  const summed =
    axes.length === 0 ? gradient : graph.apply(reduceSum, [gradient], { axes, keep: true });
  return summed.shape.join() === shape.join() ? summed : graph.apply(reshape, [summed], { shape });
}

function lengthOf(shape: Shape, rank: number, axis: number): number {
  const own = axis - (rank - shape.length);
  return own < 0 ? 1 : shape[own];
}
