import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { add } from './add.ts';
import { divide } from './divide.ts';
import { multiply } from './multiply.ts';
import { reduceSum } from './reduce.ts';
import { reshape } from './reshape.ts';
import { sqrt } from './sqrt.ts';

interface Normalised {
  /** What was multiplied and shifted, [N, C, …]. */
  readonly x: Value;
  /** Gradient by the result. */
  readonly dy: Value;
  /** [C] */
  readonly variance: Value;
  readonly epsilon: number;
}

/** Values per channel that the gradients of a normalisation share; each is appended once, when asked for. */
export function channelGradients(graph: GraphBuilder, { x, dy, variance, epsilon }: Normalised) {
  const over = { axes: [...x.shape.keys()].filter((axis) => axis !== 1), keep: false };
  return {
    /** 1 / sqrt(variance + ε) */
    inverse: once(() => {
      const shifted = graph.apply(add, [variance, graph.constant([], epsilon)], {});
      return graph.apply(divide, [graph.constant([], 1), graph.apply(sqrt, [shifted], {})], {});
    }),
    /** Gradient by the bias: Σ dy */
    bias: once(() => graph.apply(reduceSum, [dy], over)),
    /** Σ dy·x */
    along: once(() => graph.apply(reduceSum, [graph.apply(multiply, [dy, x], {})], over)),
  };
}

/** [C] as [1, C, 1, …], to be repeated over x. */
export function perChannel(graph: GraphBuilder, value: Value, x: Value): Value {
  const shape = x.shape.map((n, axis) => (axis === 1 ? n : 1));
  return graph.apply(reshape, [value], { shape });
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
