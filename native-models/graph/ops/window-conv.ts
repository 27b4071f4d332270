import type { Op, Value } from '../op.ts';
import type { Three } from './window.ts';

interface Attrs {
  /** Zeros in front of each axis and behind it. */
  readonly before: Three;
  readonly after: Three;
  /** Distance between the positions that the kernel touches. */
  readonly dilation?: Three;
  /** Convolutions side by side, each on channels of its own; 1 where absent. */
  readonly groups?: number;
}

/**
 * Convolution with stride 1 in ONNX's generality, as gradients of convolutions need it;
 * x [N, C, …], weight [O, C, k…].
 */
export const windowConv: Op<readonly [x: Value, weight: Value], Attrs> = {
  onnx: 'Conv',
  outputShape: ([x, weight], { before, after, dilation = [1, 1, 1], groups = 1 }) => {
    const [n, channels, ...extent] = x.shape;
    const [out, weightChannels, ...kernel] = weight.shape;
    const counts = extent.map(
      (length, axis) => length + before[axis] + after[axis] - dilation[axis] * (kernel[axis] - 1),
    );
    if (channels !== weightChannels * groups || counts.some((count) => count < 1)) {
      throw new RangeError(`[${weight.shape.join()}] on [${x.shape.join()}]`);
    }
    return [n, out, ...counts];
  },
  attributes: ({ before, after, dilation = [1, 1, 1], groups = 1 }) => ({
    pads: [...before, ...after],
    dilations: dilation,
    group: groups,
  }),
  vjp: null,
};

/** Transposed convolution; x [N, O, …], weight [O, C, k…] to [N, C, …] of the shape that is asked. */
export const transposedConv: Op<readonly [x: Value, weight: Value], TransposedAttrs> = {
  onnx: 'ConvTranspose',
  outputShape: (_, { shape }) => shape,
  attributes: ({ stride, padding, excess }) => ({
    strides: stride,
    pads: [...padding, ...padding],
    output_padding: excess,
  }),
  vjp: null,
};

interface TransposedAttrs {
  readonly stride: Three;
  readonly padding: Three;
  /** Positions at the end of each axis that no window reached. */
  readonly excess: Three;
  readonly shape: readonly number[];
}
