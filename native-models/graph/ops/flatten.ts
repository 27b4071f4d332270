import type { Op, Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';

/** All axes but the first as one: [N, …] to [N, product of the rest]. */
export const flatten: Op<readonly [x: Value], Record<never, never>> = {
  onnx: 'Flatten',
  outputShape: ([{ shape }]) => [shape[0], elementCount(shape.slice(1))],
  attributes: () => ({ axis: 1 }),
};
