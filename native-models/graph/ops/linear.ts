import type { NoAttrs, Op, Value } from '../op.ts';
import { matmul, transposed } from './matmul.ts';
import { reduceSum } from './reduce.ts';

type Inputs = readonly [x: Value, weight: Value, bias: Value];

/** A fully connected layer x·Wᵀ + b; x [N, in], weight [out, in], bias [out]. */
export const linear: Op<Inputs, NoAttrs> = {
  onnx: 'Gemm',
  outputShape: ([x, weight, bias]) => {
    const [out, features] = weight.shape;
    if (x.shape[1] !== features || bias.shape[0] !== out) {
      throw new RangeError(`${weight.name} [${weight.shape.join()}] on [${x.shape.join()}]`);
    }
    return [x.shape[0], out];
  },
  attributes: () => ({ transB: 1 }),
  vjp: (graph, { inputs: [x, weight] }, dy) => [
    () => graph.apply(matmul, [dy, weight], {}),
    () => graph.apply(matmul, [transposed(graph, dy), x], {}),
    () => graph.apply(reduceSum, [dy], { axes: [0], keep: false }),
  ],
};
