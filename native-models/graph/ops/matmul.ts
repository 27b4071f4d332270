import type { GraphBuilder } from '../graph.ts';
import type { NoAttrs, Op, Value } from '../op.ts';
import { broadcastShape, sumTo } from './broadcast.ts';
import { transpose } from './transpose.ts';

/** Products of matrices: a […, m, k] · b […, k, n] = […, m, n]; the leading axes are repeated. */
export const matmul: Op<readonly [a: Value, b: Value], NoAttrs> = {
  onnx: 'MatMul',
  outputShape: ([a, b]) => {
    const [m, k] = a.shape.slice(-2);
    const [rows, n] = b.shape.slice(-2);
    if (a.shape.length < 2 || b.shape.length < 2 || k !== rows) {
      throw new RangeError(`[${a.shape.join()}] · [${b.shape.join()}]`);
    }
    return [...broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2)), m, n];
  },
  attributes: () => ({}),
  vjp: (graph, { inputs: [a, b] }, dy) => [
    () => sumTo(graph, graph.apply(matmul, [dy, transposed(graph, b)], {}), a.shape),
    () => sumTo(graph, graph.apply(matmul, [transposed(graph, a), dy], {}), b.shape),
  ],
};

/** The last two axes exchanged. */
export function transposed(graph: GraphBuilder, x: Value): Value {
  const axes = [...x.shape.keys()];
  const order = [...axes.slice(0, -2), axes.length - 1, axes.length - 2];
  return graph.apply(transpose, [x], { order });
}
