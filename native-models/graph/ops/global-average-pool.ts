import type { Op, Value } from '../op.ts';

/** Mean over all spatial positions: [N, C, D, H, W] to [N, C, 1, 1, 1]. */
export const globalAveragePool: Op<readonly [x: Value], Record<never, never>> = {
  onnx: 'GlobalAveragePool',
  outputShape: ([{ shape }]) => shape.map((n, axis) => (axis < 2 ? n : 1)),
  attributes: () => ({}),
};
