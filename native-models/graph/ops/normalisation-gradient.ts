import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { add } from './add.ts';
import { channelSum } from './channel-sums.ts';
import { divide } from './divide.ts';
import { multiply } from './multiply.ts';
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
  const summed = (value: Value): Value =>
    graph.apply(reshape, [channelSum(graph, value)], { shape: [x.shape[1]] });
  return {
    inverse: once(() => inverseDeviation(graph, variance, epsilon)),
    /** Gradient by the bias: Σ dy */
    bias: once(() => summed(dy)),
    /** Σ dy·x */
    along: once(() => summed(graph.apply(multiply, [dy, x], {}))),
  };
}

/** 1 / sqrt(variance + ε) */
export function inverseDeviation(graph: GraphBuilder, variance: Value, epsilon: number): Value {
  const shifted = graph.apply(add, [variance, graph.constant([], epsilon)], {});
  return graph.apply(divide, [graph.constant([], 1), graph.apply(sqrt, [shifted], {})], {});
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
