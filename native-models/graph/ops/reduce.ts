import type { Op, Value } from '../op.ts';
import { elementCount, type Shape } from '../tensor-type.ts';
import { equal, where } from './choose.ts';
import { expand } from './expand.ts';
import { multiply } from './multiply.ts';
import { reshape } from './reshape.ts';
import type { GraphBuilder } from '../graph.ts';

interface Attrs {
  readonly axes: readonly number[];
  /** Whether the axes stay, with length 1. */
  readonly keep: boolean;
}

type Reduction = Op<readonly [x: Value], Attrs>;

/** Sum over some axes. */
export const reduceSum: Reduction = {
  onnx: 'ReduceSum',
  outputShape: ([x], attrs) => reducedShape(x.shape, attrs),
  attributes: ({ keep }) => ({ keepdims: keep ? 1 : 0 }),
  integers: (_, { axes }) => [axes],
  vjp: (graph, { inputs: [x], attrs }, dy) => [() => spread(graph, dy, { over: x.shape, attrs })],
};

/** Mean over some axes. */
export const reduceMean: Reduction = {
  onnx: 'ReduceMean',
  outputShape: ([x], attrs) => reducedShape(x.shape, attrs),
  attributes: ({ axes, keep }) => ({ axes, keepdims: keep ? 1 : 0 }),
  vjp: (graph, { inputs: [x], output, attrs }, dy) => {
    const share = elementCount(output.shape) / elementCount(x.shape);
    const scaled = (): Value => graph.apply(multiply, [dy, graph.constant([], share)], {});
    return [() => spread(graph, scaled(), { over: x.shape, attrs })];
  },
};

/** Sum of squares over some axes. */
export const reduceSumSquare: Reduction = {
  onnx: 'ReduceSumSquare',
  outputShape: ([x], attrs) => reducedShape(x.shape, attrs),
  attributes: ({ axes, keep }) => ({ axes, keepdims: keep ? 1 : 0 }),
  vjp: (graph, { inputs: [x], attrs }, dy) => [
    () => {
      const twice = graph.apply(multiply, [x, graph.constant([], 2)], {});
      return graph.apply(multiply, [twice, kept(graph, dy, { over: x.shape, attrs })], {});
    },
  ],
};

/** Largest value over some axes; all that are equal to it get its gradient. */
export const reduceMax: Reduction = {
  onnx: 'ReduceMax',
  outputShape: ([x], attrs) => reducedShape(x.shape, attrs),
  attributes: ({ axes, keep }) => ({ axes, keepdims: keep ? 1 : 0 }),
  vjp: (graph, { inputs: [x], output, attrs }, dy) => [
    () => {
      const over = x.shape;
      const winners = graph.apply(equal, [x, kept(graph, output, { over, attrs })], {});
      const gradient = kept(graph, dy, { over, attrs });
      return graph.apply(where, [winners, gradient, graph.constant([], 0)], {});
    },
  ],
};

function reducedShape(shape: Shape, { axes, keep }: Attrs): Shape {
  if (axes.some((axis) => axis < 0 || axis >= shape.length)) {
    throw new RangeError(`axes ${axes.join()} of [${shape.join()}]`);
  }
  const kept = shape.map((n, axis) => (axes.includes(axis) ? 1 : n));
  return keep ? kept : kept.filter((_, axis) => !axes.includes(axis));
}

interface Reduced {
  /** Shape before the reduction. */
  readonly over: Shape;
  readonly attrs: Attrs;
}

/** A reduced value with its axes back, of length 1. */
function kept(graph: GraphBuilder, value: Value, { over, attrs }: Reduced): Value {
  const shape = reducedShape(over, { ...attrs, keep: true });
  return attrs.keep ? value : graph.apply(reshape, [value], { shape });
}

/** A reduced value repeated over all that it came from. */
function spread(graph: GraphBuilder, value: Value, reduced: Reduced): Value {
  return graph.apply(expand, [kept(graph, value, reduced)], { shape: reduced.over });
}
