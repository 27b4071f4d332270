import type { NoAttrs, Op, Value } from '../op.ts';
import { multiply } from './multiply.ts';

/** eˣ. */
export const exp: Op<readonly [x: Value], NoAttrs> = {
  onnx: 'Exp',
  outputShape: ([{ shape }]) => shape,
  attributes: () => ({}),
  vjp: (graph, { output }, dy) => [() => graph.apply(multiply, [dy, output], {})],
};
