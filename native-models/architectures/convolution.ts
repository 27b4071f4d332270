import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { conv } from '../graph/ops/conv.ts';
import { tiledConv, tilesPay } from '../graph/ops/tiled-conv.ts';
import type { Three } from '../graph/ops/window.ts';

/** A cubic 3D convolution that keeps the image's size but for its stride. */
export interface ConvLayer {
  readonly name: string;
  readonly out: number;
  /** Edge of the kernel, odd. */
  readonly kernel: number;
  readonly stride?: number;
  readonly bias?: boolean;
}

/** Appends the layer with parameters `name.weight` [out, in, k, k, k] and perhaps `name.bias` [out]. */
export function convolution(graph: GraphBuilder, x: Value, layer: ConvLayer): Value {
  const { name, out, kernel, stride = 1, bias = false } = layer;
  const weight = graph.parameter(`${name}.weight`, [out, x.shape[1], kernel, kernel, kernel]);
  const attrs = { stride: cube(stride), padding: cube((kernel - 1) / 2) };
  if (!bias && stride === 1 && graph.formulations.tiledConv && tilesPay(x.shape, weight.shape)) {
    return tiledConv(graph, x, weight, attrs.padding);
  }
  if (!bias) return graph.apply(conv, [x, weight], attrs);
  return graph.apply(conv, [x, weight, graph.parameter(`${name}.bias`, [out])], attrs);
}

/** The same number for each spatial axis. */
export function cube(n: number): Three {
  return [n, n, n];
}
