import type { Op, Value } from '../op.ts';
import { elementCount, type Shape } from '../tensor-type.ts';

interface Attrs {
  readonly shape: Shape;
}

/** The same elements in the same order under another shape. */
export const reshape: Op<readonly [x: Value], Attrs> = {
  onnx: 'Reshape',
  outputShape: ([x], { shape }) => {
    if (elementCount(shape) !== elementCount(x.shape)) {
      throw new RangeError(`[${x.shape.join()}] as [${shape.join()}]`);
    }
    return shape;
  },
  outputType: ([{ type }]) => type,
  attributes: () => ({}),
  integers: (_, { shape }) => [shape],
  vjp: (graph, { inputs: [x] }, dy) => [() => graph.apply(reshape, [dy], { shape: x.shape })],
};
