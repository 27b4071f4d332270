import type { GraphBuilder } from '../../graph/graph.ts';
import type { Value } from '../../graph/op.ts';
import { add } from '../../graph/ops/add.ts';
import { gather } from '../../graph/ops/gather.ts';
import { matmul, transposed } from '../../graph/ops/matmul.ts';
import { multiply } from '../../graph/ops/multiply.ts';
import { reshape } from '../../graph/ops/reshape.ts';
import { slice } from '../../graph/ops/slice.ts';
import { softmax } from '../../graph/ops/softmax.ts';
import { transpose } from '../../graph/ops/transpose.ts';
import type { Three } from '../../graph/ops/window.ts';
import { elementCount } from '../../graph/tensor-type.ts';
import { affine, lastOf } from './layers.ts';
import { relativePositions } from './windows.ts';

export interface Attention {
  readonly name: string;
  readonly heads: number;
  /** Edge of a full window, which the table of relative positions is made for. */
  readonly fullWindow: number;
  /** Extent of the windows. */
  readonly window: Three;
}

/**
 * Multi-head attention within windows, with a learned bias for each relative position.
 *
 * The parameters are used once for each part of the image, so they are prepared here and the parts
 * attend through the function that comes back.
 *
 * @returns Attends in a part of the image: x [N, D, H, W, C] of whole windows, and a mask [n, n] that
 * all of them share; the result of the same shape is not yet projected.
 */
export function windowAttention(graph: GraphBuilder, channels: number, attention: Attention) {
  const { name, heads, window } = attention;
  if (channels % heads !== 0) throw new RangeError(`${channels} channels for ${heads} heads`);
  const bias = positionBias(graph, attention);
  const [query, key, value] = projections(graph, name, { channels, heads });

  return (x: Value, mask: Float32Array | null): Value => {
    const n = elementCount(window);
    const seen = mask ? graph.apply(add, [bias, graph.constant([n, n], mask)], {}) : bias;
    const windowed = (projection: Projection): Value =>
      byHead(graph, affine(graph, x, projection), { heads, window });
    const scores = graph.apply(matmul, [windowed(query), transposed(graph, windowed(key))], {});
    const weights = graph.apply(softmax, [graph.apply(add, [scores, seen], {})], {});
    const mixed = graph.apply(matmul, [weights, windowed(value)], {});
    return together(graph, mixed, { image: x.shape, heads, window });
  };
}

interface Projection {
  readonly weight: Value;
  readonly bias: Value;
}

/** Query, key and value: thirds of one layer. The queries' is scaled, which spares scaling scores. */
function projections(
  graph: GraphBuilder,
  name: string,
  { channels, heads }: { readonly channels: number; readonly heads: number },
): readonly Projection[] {
  const weight = graph.parameter(`${name}.qkv.weight`, [3 * channels, channels]);
  const bias = graph.parameter(`${name}.qkv.bias`, [3 * channels]);
  const scale = graph.constant([], Math.sqrt(heads / channels));
  return [0, 1, 2].map((third) => {
    const ranges = [{ axis: 0, from: third * channels, to: (third + 1) * channels }];
    const part = (of: Value): Value => {
      const rows = graph.apply(slice, [of], { ranges });
      return third === 0 ? graph.apply(multiply, [rows, scale], {}) : rows;
    };
    return { weight: part(weight), bias: part(bias) };
  });
}

/** What each head adds to the attention between two places of a window: [heads, n, n]. */
function positionBias(graph: GraphBuilder, { name, heads, fullWindow, window }: Attention): Value {
  const positions = (2 * fullWindow - 1) ** 3;
  const table = graph.parameter(`${name}.relative_position_bias_table`, [positions, heads]);
  const n = elementCount(window);
  const pairs = graph.apply(gather, [table], { rows: relativePositions(fullWindow, n) });
  const byHeads = graph.apply(transpose, [pairs], { order: [1, 0] });
  return graph.apply(reshape, [byHeads], { shape: [heads, n, n] });
}

interface Layout {
  readonly heads: number;
  readonly window: Three;
}

/** [N, D, H, W, C] to [windows, heads, places of a window, channels of a head]. */
function byHead(graph: GraphBuilder, x: Value, { heads, window }: Layout): Value {
  const [images, depth, height, width, channels] = x.shape;
  const [a, b, c] = window;
  const split = graph.apply(reshape, [x], {
    shape: [(images * depth) / a, a, height / b, b, width / c, c, heads, channels / heads],
  });
  const sorted = graph.apply(transpose, [split], { order: [0, 2, 4, 6, 1, 3, 5, 7] });
  return graph.apply(reshape, [sorted], {
    shape: [elementCount(sorted.shape.slice(0, 3)), heads, a * b * c, channels / heads],
  });
}

/** The way back from `byHead`. */
function together(
  graph: GraphBuilder,
  x: Value,
  { image, heads, window: [a, b, c] }: Layout & { readonly image: readonly number[] },
): Value {
  const [images, depth, height, width] = image;
  const split = graph.apply(reshape, [x], {
    shape: [(images * depth) / a, height / b, width / c, heads, a, b, c, lastOf(x)],
  });
  const sorted = graph.apply(transpose, [split], { order: [0, 4, 1, 5, 2, 6, 3, 7] });
  return graph.apply(reshape, [sorted], { shape: image });
}
