import type { Op, Value } from '../op.ts';
import { scatterSum } from './scatter-sum.ts';

interface Attrs {
  /** Rows of x in the order wanted; a row may come often. */
  readonly rows: readonly number[];
}

/** Rows of x along its first axis: [n, …] to [number of rows, …]. */
export const gather: Op<readonly [x: Value], Attrs> = {
  onnx: 'Gather',
  outputShape: ([{ shape }], { rows }) => {
    if (rows.some((row) => !(row >= 0 && row < shape[0])))
      throw new RangeError(`rows of ${shape[0]}`);
    return [rows.length, ...shape.slice(1)];
  },
  attributes: () => ({ axis: 0 }),
  integers: (_, { rows }) => [rows],
  vjp: (graph, { inputs: [x], attrs: { rows } }, dy) => [
    () => {
      const positions = graph.integers([rows.length, 1], rows);
      return scatterSum(graph, { positions, updates: dy }, x.shape);
    },
  ],
};
