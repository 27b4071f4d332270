import type { Op, Value } from '../op.ts';

type Inputs = readonly [x: Value, weight: Value, bias: Value];

/** A fully connected layer x·Wᵀ + b; x [N, in], weight [out, in], bias [out]. */
export const linear: Op<Inputs, Record<never, never>> = {
  onnx: 'Gemm',
  outputShape: ([x, weight, bias]) => {
    const [out, features] = weight.shape;
    if (x.shape[1] !== features || bias.shape[0] !== out) {
      throw new RangeError(`${weight.name} [${weight.shape.join()}] on [${x.shape.join()}]`);
    }
    return [x.shape[0], out];
  },
  attributes: () => ({ transB: 1 }),
};
