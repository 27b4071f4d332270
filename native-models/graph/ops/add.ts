import type { Op, NoAttrs, Value } from '../op.ts';
import { broadcastShape, sumTo } from './broadcast.ts';

/** a + b. */
export const add: Op<readonly [a: Value, b: Value], NoAttrs> = {
  onnx: 'Add',
  outputShape: ([a, b]) => broadcastShape(a.shape, b.shape),
  attributes: () => ({}),
  vjp: (graph, { inputs: [a, b] }, dy) => [
    () => sumTo(graph, dy, a.shape),
    () => sumTo(graph, dy, b.shape),
  ],
};
