import type { NoAttrs, Op, Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import { expand } from './expand.ts';
import { multiply } from './multiply.ts';

/** Mean over all spatial positions: [N, C, D, H, W] to [N, C, 1, 1, 1]. */
export const globalAveragePool: Op<readonly [x: Value], NoAttrs> = {
  onnx: 'GlobalAveragePool',
  outputShape: ([{ shape }]) => shape.map((n, axis) => (axis < 2 ? n : 1)),
  attributes: () => ({}),
  vjp: (graph, { inputs: [{ shape }] }, dy) => [
    () => {
      const share = graph.constant([], 1 / elementCount(shape.slice(2)));
      return graph.apply(expand, [graph.apply(multiply, [dy, share], {})], { shape });
    },
  ],
};
