import type { GraphBuilder } from '../../graph/graph.ts';
import type { Value } from '../../graph/op.ts';
import { gelu } from '../../graph/ops/gelu.ts';
import { layerNormalization } from '../../graph/ops/layer-normalization.ts';
import { linear } from '../../graph/ops/linear.ts';
import { reshape } from '../../graph/ops/reshape.ts';
import { elementCount } from '../../graph/tensor-type.ts';

/** PyTorch's default, which the network keeps. */
const EPSILON = 1e-5;

interface Affine {
  /** [out, in] */
  readonly weight: Value;
  /** [out] */
  readonly bias: Value;
}

/** A linear layer on the last axis, [..., in] to [..., out]. */
export function affine(graph: GraphBuilder, x: Value, { weight, bias }: Affine): Value {
  const outer = x.shape.slice(0, -1);
  const rows = graph.apply(reshape, [x], { shape: [elementCount(outer), x.shape[outer.length]] });
  const result = graph.apply(linear, [rows, weight, bias], {});
  return graph.apply(reshape, [result], { shape: [...outer, weight.shape[0]] });
}

export interface DenseLayer {
  readonly name: string;
  readonly out: number;
}

/** A linear layer on the last axis with parameters `name.weight` and `name.bias`. */
export function denseLast(graph: GraphBuilder, x: Value, { name, out }: DenseLayer): Value {
  const weight = graph.parameter(`${name}.weight`, [out, lastOf(x)]);
  return affine(graph, x, { weight, bias: graph.parameter(`${name}.bias`, [out]) });
}

/** Layer normalisation over the last axis with parameters `name.weight` and `name.bias`. */
export function layerNorm(graph: GraphBuilder, x: Value, name: string): Value {
  const weight = graph.parameter(`${name}.weight`, [lastOf(x)]);
  const bias = graph.parameter(`${name}.bias`, [lastOf(x)]);
  return graph.apply(layerNormalization, [x, weight, bias], { epsilon: EPSILON });
}

/** Layer normalisation over the last axis alone, without scale and bias. */
export function plainLayerNorm(graph: GraphBuilder, x: Value): Value {
  const [one, zero] = [1, 0].map((value) => graph.constant([lastOf(x)], value));
  return graph.apply(layerNormalization, [x, one, zero], { epsilon: EPSILON });
}

/** Two linear layers with a GELU between them. */
export function perceptron(
  graph: GraphBuilder,
  x: Value,
  { name, hidden }: { readonly name: string; readonly hidden: number },
): Value {
  const wide = denseLast(graph, x, { name: `${name}.linear1`, out: hidden });
  return denseLast(graph, gelu(graph, wide), { name: `${name}.linear2`, out: lastOf(x) });
}

export function lastOf({ shape }: Value): number {
  return shape[shape.length - 1];
}
