import type { Op, Value } from '../op.ts';
import { windowCount, type Three } from './window.ts';

interface Attrs {
  readonly kernel: Three;
  readonly stride: Three;
  /** Positions outside the image on both sides of each axis; they never win. */
  readonly padding: Three;
}

/** Largest value in a sliding window; x [N, C, D, H, W]. */
export const maxPool: Op<readonly [x: Value], Attrs> = {
  onnx: 'MaxPool',
  outputShape: ([{ shape }], attrs) => {
    const [n, channels, ...extent] = shape;
    return [n, channels, ...windowCount(extent, attrs)];
  },
  attributes: ({ kernel, stride, padding }) => ({
    kernel_shape: kernel,
    strides: stride,
    pads: [...padding, ...padding],
  }),
};
