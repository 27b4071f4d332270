import type { Op, Value } from '../op.ts';
import type { Shape } from '../tensor-type.ts';
import { broadcastShape, sumTo } from './broadcast.ts';

interface Attrs {
  readonly shape: Shape;
}

/** x repeated until it has the shape. */
export const expand: Op<readonly [x: Value], Attrs> = {
  onnx: 'Expand',
  outputShape: ([x], { shape }) => {
    if (broadcastShape(x.shape, shape).join() !== shape.join()) {
      throw new RangeError(`[${x.shape.join()}] to [${shape.join()}]`);
    }
    return shape;
  },
  attributes: () => ({}),
  integers: (_, { shape }) => [shape],
  vjp: (graph, { inputs: [x] }, dy) => [() => sumTo(graph, dy, x.shape)],
};
