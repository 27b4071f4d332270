import type { GraphBuilder } from '../graph.ts';
import type { NoAttrs, Op, Value } from '../op.ts';

type Inputs = readonly [start: Value, positions: Value, updates: Value];

/**
 * Adds updates [m] to the elements of start [n] that positions [m] name.
 *
 * Not ScatterND, which could add whole rows: on several threads ONNX Runtime's CPU provider loses
 * some of the updates that fall on one row.
 */
const scatterAdd: Op<Inputs, NoAttrs> = {
  onnx: 'ScatterElements',
  outputShape: ([start]) => start.shape,
  attributes: () => ({ axis: 0, reduction: { text: 'add' } }),
  vjp: null,
};

interface Attrs {
  readonly length: number;
}

const zeros: Op<readonly [], Attrs> = {
  onnx: 'ConstantOfShape',
  outputShape: (_, { length }) => [length],
  attributes: () => ({}),
  integers: (_, { length }) => [[length]],
  vjp: null,
};

/**
 * Sums of updates by position.
 *
 * @param positions Of each update, int64 [m].
 * @param length Of the result; 0 where no update falls.
 */
export function scatterSum(
  graph: GraphBuilder,
  { positions, updates }: { readonly positions: Value; readonly updates: Value },
  length: number,
): Value {
  return graph.apply(scatterAdd, [graph.apply(zeros, [], { length }), positions, updates], {});
}
