import type { NoAttrs, Op, Value } from '../op.ts';
import { broadcastShape, sumTo } from './broadcast.ts';
import { multiply } from './multiply.ts';
import { negate } from './negate.ts';

/** a / b, element by element. */
export const divide: Op<readonly [a: Value, b: Value], NoAttrs> = {
  onnx: 'Div',
  outputShape: ([a, b]) => broadcastShape(a.shape, b.shape),
  attributes: () => ({}),
  vjp: (graph, { inputs: [a, b], output }, dy) => {
    const da = (): Value => graph.apply(divide, [dy, b], {});
    return [
      () => sumTo(graph, da(), a.shape),
      // -a/b² = -(a/b)/b, and a/b is what the node computed.
      () =>
        sumTo(graph, graph.apply(negate, [graph.apply(multiply, [da(), output], {})], {}), b.shape),
    ];
  },
};
