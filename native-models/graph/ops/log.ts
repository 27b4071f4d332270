import type { NoAttrs, Op, Value } from '../op.ts';
import { divide } from './divide.ts';

/** Natural logarithm of a positive x. */
export const log: Op<readonly [x: Value], NoAttrs> = {
  onnx: 'Log',
  outputShape: ([{ shape }]) => shape,
  attributes: () => ({}),
  vjp: (graph, { inputs: [x] }, dy) => [() => graph.apply(divide, [dy, x], {})],
};
