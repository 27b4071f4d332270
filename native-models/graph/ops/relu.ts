import type { NoAttrs, Op, Value } from '../op.ts';
import { greater, where } from './choose.ts';

/** max(x, 0), element by element; at 0 the gradient is 0. */
export const relu: Op<readonly [x: Value], NoAttrs> = {
  onnx: 'Relu',
  outputShape: ([{ shape }]) => shape,
  attributes: () => ({}),
  vjp: (graph, { output }, dy) => {
    const zero = graph.constant([], 0);
    return [() => graph.apply(where, [graph.apply(greater, [output, zero], {}), dy, zero], {})];
  },
};
