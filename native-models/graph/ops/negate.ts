import type { NoAttrs, Op, Value } from '../op.ts';

/** -x. */
export const negate: Op<readonly [x: Value], NoAttrs> = {
  onnx: 'Neg',
  outputShape: ([{ shape }]) => shape,
  attributes: () => ({}),
  vjp: (graph, _, dy) => [() => graph.apply(negate, [dy], {})],
};
