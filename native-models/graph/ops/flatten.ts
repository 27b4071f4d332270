import type { NoAttrs, Op, Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import { reshape } from './reshape.ts';

/** All axes but the first as one: [N, …] to [N, product of the rest]. */
export const flatten: Op<readonly [x: Value], NoAttrs> = {
  onnx: 'Flatten',
  outputShape: ([{ shape }]) => [shape[0], elementCount(shape.slice(1))],
  attributes: () => ({ axis: 1 }),
  vjp: (graph, { inputs: [x] }, dy) => [() => graph.apply(reshape, [dy], { shape: x.shape })],
};
