import type { Op, Value } from '../op.ts';

/** max(x, 0), element by element. */
export const relu: Op<readonly [x: Value], Record<never, never>> = {
  onnx: 'Relu',
  outputShape: ([{ shape }]) => shape,
  attributes: () => ({}),
};
