import type { NoAttrs, Op, Value } from '../op.ts';
import { divide } from './divide.ts';
import { multiply } from './multiply.ts';

/** Square root of a positive x. */
export const sqrt: Op<readonly [x: Value], NoAttrs> = {
  onnx: 'Sqrt',
  outputShape: ([{ shape }]) => shape,
  attributes: () => ({}),
  vjp: (graph, { output }, dy) => [
    () =>
      graph.apply(divide, [graph.apply(multiply, [dy, graph.constant([], 0.5)], {}), output], {}),
  ],
};
