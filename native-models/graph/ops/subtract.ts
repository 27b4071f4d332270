import type { NoAttrs, Op, Value } from '../op.ts';
import { broadcastShape, sumTo } from './broadcast.ts';
import { negate } from './negate.ts';

/** a - b. */
export const subtract: Op<readonly [a: Value, b: Value], NoAttrs> = {
  onnx: 'Sub',
  outputShape: ([a, b]) => broadcastShape(a.shape, b.shape),
  attributes: () => ({}),
  vjp: (graph, { inputs: [a, b] }, dy) => [
    () => sumTo(graph, dy, a.shape),
    () => graph.apply(negate, [sumTo(graph, dy, b.shape)], {}),
  ],
};
