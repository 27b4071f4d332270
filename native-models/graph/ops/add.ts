import type { Op, Value } from '../op.ts';

/** Sum of two tensors of the same shape. */
export const add: Op<readonly [a: Value, b: Value], Record<never, never>> = {
  onnx: 'Add',
  outputShape: ([a, b]) => {
    if (a.shape.join() !== b.shape.join()) {
      throw new RangeError(`[${a.shape.join()}] + [${b.shape.join()}]`);
    }
    return a.shape;
  },
  attributes: () => ({}),
};
