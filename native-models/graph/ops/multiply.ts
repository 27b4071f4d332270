import type { NoAttrs, Op, Value } from '../op.ts';
import { broadcastShape, sumTo } from './broadcast.ts';

/** a · b, element by element. */
export const multiply: Op<readonly [a: Value, b: Value], NoAttrs> = {
  onnx: 'Mul',
  outputShape: ([a, b]) => broadcastShape(a.shape, b.shape),
  attributes: () => ({}),
  vjp: (graph, { inputs: [a, b] }, dy) => [
    () => sumTo(graph, graph.apply(multiply, [dy, b], {}), a.shape),
    () => sumTo(graph, graph.apply(multiply, [dy, a], {}), b.shape),
  ],
};
