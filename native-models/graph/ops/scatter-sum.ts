import type { GraphBuilder } from '../graph.ts';
import type { NoAttrs, Op, Value } from '../op.ts';
import type { Shape } from '../tensor-type.ts';

type Inputs = readonly [start: Value, positions: Value, updates: Value];

/** Adds updates [m, …] to the rows of start [n, …] that positions [m, 1] name. */
const scatterAdd: Op<Inputs, NoAttrs> = {
  onnx: 'ScatterND',
  outputShape: ([start]) => start.shape,
  attributes: () => ({ reduction: { text: 'add' } }),
  vjp: null,
};

interface Attrs {
  readonly shape: Shape;
}

const zeros: Op<readonly [], Attrs> = {
  onnx: 'ConstantOfShape',
  outputShape: (_, { shape }) => shape,
  attributes: () => ({}),
  integers: (_, { shape }) => [shape],
  vjp: null,
};

/**
 * Sums of updates by row: the gradient of taking rows.
 *
 * @param positions Row of each update, int64 [m, 1].
 * @param shape [number of rows, …]; rows without updates are 0.
 */
export function scatterSum(
  graph: GraphBuilder,
  { positions, updates }: { readonly positions: Value; readonly updates: Value },
  shape: Shape,
): Value {
  return graph.apply(scatterAdd, [graph.apply(zeros, [], { shape }), positions, updates], {});
}
