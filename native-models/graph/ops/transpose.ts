import type { Op, Value } from '../op.ts';

interface Attrs {
  /** The n-th axis of the result is the order[n]-th of x. */
  readonly order: readonly number[];
}

/** x with its axes in another order. */
export const transpose: Op<readonly [x: Value], Attrs> = {
  onnx: 'Transpose',
  outputShape: ([{ shape }], { order }) => {
    if (order.toSorted((a, b) => a - b).join() !== [...shape.keys()].join()) {
      throw new RangeError(`axes ${order.join()} of [${shape.join()}]`);
    }
    return order.map((axis) => shape[axis]);
  },
  attributes: ({ order }) => ({ perm: order }),
  vjp: (graph, { attrs: { order } }, dy) => [
    () => graph.apply(transpose, [dy], { order: order.map((_, axis) => order.indexOf(axis)) }),
  ],
};
