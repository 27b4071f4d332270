import type { Op, Value } from '../op.ts';
import { convInputGradient } from './conv-input-gradient.ts';
import { convWeightGradient } from './conv-weight-gradient.ts';
import { reduceSum } from './reduce.ts';
import { windowCount, type Three } from './window.ts';

type Inputs = readonly [x: Value, weight: Value] | readonly [x: Value, weight: Value, bias: Value];

export interface ConvAttrs {
  readonly stride: Three;
  /** Zeros added on both sides of each axis. */
  readonly padding: Three;
}

/** 3D convolution without dilation or groups; x [N, C, D, H, W], weight [O, C, kD, kH, kW], bias [O]. */
export const conv: Op<Inputs, ConvAttrs> = {
  onnx: 'Conv',
  outputShape: ([x, weight, bias], { stride, padding }) => {
    const [n, channels, ...extent] = x.shape;
    const [out, weightChannels, ...kernel] = weight.shape;
    if (channels !== weightChannels || (bias && bias.shape[0] !== out)) {
      throw new RangeError(`${weight.name} [${weight.shape.join()}] on [${x.shape.join()}]`);
    }
    return [n, out, ...windowCount(extent, { kernel, stride, padding })];
  },
  attributes: ({ stride, padding }) => ({ strides: stride, pads: [...padding, ...padding] }),
  vjp: (graph, { inputs: [x, weight], attrs }, dy) => [
    () => convInputGradient(graph, { x, weight, dy, attrs }),
    () => convWeightGradient(graph, { x, weight, dy, attrs }),
    () => graph.apply(reduceSum, [dy], { axes: [0, 2, 3, 4], keep: false }),
  ],
};
