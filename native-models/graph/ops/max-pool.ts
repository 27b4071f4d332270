import type { Op, Value } from '../op.ts';
import { maxPoolGradient } from './max-pool-gradient.ts';
import { windowCount, type Three } from './window.ts';

export interface MaxPoolAttrs {
  readonly kernel: Three;
  readonly stride: Three;
  /** Positions outside the image on both sides of each axis; they never win. */
  readonly padding: Three;
}

const shared = {
  onnx: 'MaxPool',
  outputShape: ([{ shape }]: readonly [x: Value], attrs: MaxPoolAttrs) => {
    const [n, channels, ...extent] = shape;
    return [n, channels, ...windowCount(extent, attrs)];
  },
  attributes: ({ kernel, stride, padding }: MaxPoolAttrs) => ({
    kernel_shape: kernel,
    strides: stride,
    pads: [...padding, ...padding],
  }),
};

/** Largest value in a sliding window; x [N, C, D, H, W]. */
export const maxPool: Op<readonly [x: Value], MaxPoolAttrs> = {
  ...shared,
  vjp: (graph, { inputs: [x], output, attrs }, dy) => [
    () => maxPoolGradient(graph, { x, y: output, dy, attrs }),
  ],
};

/** Where the largest values lie, as positions in all of x; the first of several equal ones. */
export const maxPoolIndices: Op<readonly [x: Value], MaxPoolAttrs> = {
  ...shared,
  outputIndex: 1,
  outputType: () => 'int64',
  vjp: null,
};
