import type { Op, Value } from '../op.ts';

interface Attrs {
  readonly axes: readonly number[];
}

/** ONNX counts from the end with negative positions; this one lies before the first of any axis. */
const BEFORE_FIRST = -(2 ** 31);

/** x with the order on some axes turned round. */
export const reverse: Op<readonly [x: Value], Attrs> = {
  onnx: 'Slice',
  outputShape: ([{ shape }]) => shape,
  attributes: () => ({}),
  integers: (_, { axes }) => [
    axes.map(() => -1),
    axes.map(() => BEFORE_FIRST),
    axes,
    axes.map(() => -1),
  ],
  vjp: (graph, { attrs }, dy) => [() => graph.apply(reverse, [dy], attrs)],
};
