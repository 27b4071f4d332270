import type { NoAttrs, Op, Value } from '../op.ts';
import { broadcastShape, sumTo } from './broadcast.ts';

type Pair = readonly [a: Value, b: Value];

/** a > b, element by element. */
export const greater: Op<Pair, NoAttrs> = {
  onnx: 'Greater',
  outputShape: ([a, b]) => broadcastShape(a.shape, b.shape),
  outputType: () => 'bool',
  attributes: () => ({}),
  vjp: null,
};

/** a = b, element by element. */
export const equal: Op<Pair, NoAttrs> = {
  onnx: 'Equal',
  outputShape: ([a, b]) => broadcastShape(a.shape, b.shape),
  outputType: () => 'bool',
  attributes: () => ({}),
  vjp: null,
};

/** a where the condition holds, else b. */
export const where: Op<readonly [condition: Value, a: Value, b: Value], NoAttrs> = {
  onnx: 'Where',
  outputShape: ([condition, a, b]) =>
    broadcastShape(condition.shape, broadcastShape(a.shape, b.shape)),
  attributes: () => ({}),
  vjp: (graph, { inputs: [condition, a, b] }, dy) => {
    const zero = graph.constant([], 0);
    return [
      null,
      () => sumTo(graph, graph.apply(where, [condition, dy, zero], {}), a.shape),
      () => sumTo(graph, graph.apply(where, [condition, zero, dy], {}), b.shape),
    ];
  },
};
