import type { GraphBuilder } from '../../graph/graph.ts';
import type { Value } from '../../graph/op.ts';
import { gather } from '../../graph/ops/gather.ts';
import { matmul, transposed } from '../../graph/ops/matmul.ts';
import { padOrCut } from '../../graph/ops/pad.ts';
import { reshape } from '../../graph/ops/reshape.ts';
import { transpose } from '../../graph/ops/transpose.ts';
import { elementCount } from '../../graph/tensor-type.ts';
import { affine, lastOf, layerNorm, type DenseLayer } from './layers.ts';

/** Edge of a patch of the image, and of the neighbourhoods that are merged. */
const EDGE = 2;
const CORNERS = EDGE ** 3;

/**
 * Patches of an image as vectors: [N, C, D, H, W] to [N, D/2, H/2, W/2, out], the image filled up
 * with zeros to even extents. The convolution with kernel and stride 2 that its parameters stand
 * for, as one product of matrices.
 */
export function patchEmbedding(graph: GraphBuilder, x: Value, { name, out }: DenseLayer): Value {
  const channels = x.shape[1];
  const weight = graph.parameter(`${name}.weight`, [out, channels, EDGE, EDGE, EDGE]);
  const bias = graph.parameter(`${name}.bias`, [out]);
  const even = padOrCut(graph, x, evenMargins(x, 2));
  const [images, , depth, height, width] = even.shape;
  const [d, h, w] = [depth / EDGE, height / EDGE, width / EDGE];
  const split = graph.apply(reshape, [even], {
    shape: [images, channels, d, EDGE, h, EDGE, w, EDGE],
  });
  const sorted = graph.apply(transpose, [split], { order: [0, 2, 4, 6, 1, 3, 5, 7] });
  const patches = graph.apply(reshape, [sorted], { shape: [images, d, h, w, channels * CORNERS] });
  const matrix = graph.apply(reshape, [weight], { shape: [out, channels * CORNERS] });
  return affine(graph, patches, { weight: matrix, bias });
}

/**
 * Which corner of each 2³ neighbourhood comes where, as 4·d + 2·h + w: MONAI's first order, which
 * takes two corners twice and two never. Weights that were trained with it need it.
 */
const CORNER_ORDER = [0, 4, 2, 1, 5, 2, 1, 7] as const;

/**
 * Merges neighbourhoods: [N, D, H, W, C] to [N, D/2, H/2, W/2, 2C], rounded up, the image filled up
 * with zeros to even extents: the corners' vectors one behind the other, normalised, and reduced by
 * a linear layer without bias.
 */
export function mergePatches(graph: GraphBuilder, x: Value, name: string): Value {
  const even = padOrCut(graph, x, evenMargins(x, 1));
  const [images, depth, height, width, channels] = even.shape;
  const [d, h, w] = [depth / EDGE, height / EDGE, width / EDGE];
  const split = graph.apply(reshape, [even], {
    shape: [images * d, EDGE, h, EDGE, w, EDGE, channels],
  });
  const sorted = graph.apply(transpose, [split], { order: [1, 3, 5, 0, 2, 4, 6] });
  const corners = graph.apply(reshape, [sorted], {
    shape: [CORNERS, images * d * h * w, channels],
  });
  const chosen = graph.apply(gather, [corners], { rows: CORNER_ORDER });
  const beside = graph.apply(transpose, [chosen], { order: [1, 0, 2] });
  const rows = graph.apply(reshape, [beside], {
    shape: [elementCount([images, d, h, w]), CORNERS * channels],
  });
  const weight = graph.parameter(`${name}.reduction.weight`, [2 * channels, CORNERS * channels]);
  const normal = layerNorm(graph, rows, `${name}.norm`);
  const merged = graph.apply(matmul, [normal, transposed(graph, weight)], {});
  return graph.apply(reshape, [merged], { shape: [images, d, h, w, lastOf(merged)] });
}

/** Zeros behind three axes, from the given one on, that make their lengths even. */
function evenMargins({ shape }: Value, first: number) {
  const after = shape.map((n, axis) => (axis >= first && axis < first + 3 ? n % EDGE : 0));
  return { before: shape.map(() => 0), after };
}
