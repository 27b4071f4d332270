import type { Op, Value } from '../op.ts';

type Inputs = readonly [x: Value, scale: Value, bias: Value, mean: Value, variance: Value];

interface Attrs {
  /** Added to the variance. */
  readonly epsilon: number;
}

/** Batch normalisation with stored statistics: (x - mean) / sqrt(variance + ε) · scale + bias. */
export const batchNormalization: Op<Inputs, Attrs> = {
  onnx: 'BatchNormalization',
  outputShape: ([x, ...statistics]) => {
    for (const { name, shape } of statistics) {
      if (shape[0] !== x.shape[1]) throw new RangeError(`${name} for ${x.shape[1]} channels`);
    }
    return x.shape;
  },
  attributes: ({ epsilon }) => ({ epsilon: { float: epsilon } }),
};
