import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import { concat } from './concat.ts';
import { matmul, transposed } from './matmul.ts';
import { padOrCut } from './pad.ts';
import { reshape } from './reshape.ts';
import { transpose } from './transpose.ts';
import type { Three } from './window.ts';

interface GroupedGradient {
  readonly x: Value;
  readonly weight: Value;
  /** Gradient by the convolutions' output. */
  readonly dy: Value;
  readonly groups: number;
  readonly padding: Three;
}

/**
 * Gradient of convolutions of stride 1 side by side by their weights, as matrix products over all
 * positions.
 *
 * Image and gradient get zeros until their lines and planes are equally long. A step along any axis is
 * then one along the row of all positions, and a copy moved by it is the whole row behind some zeros,
 * which ONNX Runtime copies on all threads; cutting and padding it does on one.
 */
export function groupedWeightGradient(
  graph: GraphBuilder,
  { x, weight, dy, groups, padding }: GroupedGradient,
): Value {
  const [out, channels, ...kernel] = weight.shape;
  const margin = [0, 0, ...padding];
  const padded = padOrCut(graph, x, { before: margin, after: margin });
  const missing = padded.shape.map((n, axis) => (axis < 2 ? 0 : n - dy.shape[axis]));
  const image = longRows(graph, padded, groups);
  const gradient = longRows(
    graph,
    padOrCut(graph, dy, { before: missing.map(() => 0), after: missing }),
    groups,
  );

  const [, , , height, width] = padded.shape;
  const lines = kernel[0] * kernel[1];
  const lineAt = (n: number): number =>
    (Math.floor(n / kernel[1]) * height + (n % kernel[1])) * width;
  const reach = lineAt(lines - 1) + kernel[2] - 1;
  // An offset is the gradient's way less the image's: a line of the kernel, and a place in the line.
  const copies = Array.from({ length: lines }, (_, n) =>
    moved(graph, gradient, { by: lineAt(n) + kernel[2] - 1, reach }),
  );
  const rows = joined(graph, copies, 1);
  const places = Array.from({ length: kernel[2] }, (_, n) => {
    const factor = moved(graph, image, { by: kernel[2] - 1 - n, reach });
    const product = graph.apply(matmul, [rows, transposed(graph, factor)], {});
    return graph.apply(reshape, [product], {
      shape: [groups, lines, out / groups, 1, channels],
    });
  });
  const inOrder = graph.apply(transpose, [joined(graph, places, 3)], { order: [0, 2, 4, 1, 3] });
  return graph.apply(reshape, [inOrder], { shape: weight.shape });
}

/** [N, G·C, D, H, W] to [G, C, all positions of all images]. */
function longRows(graph: GraphBuilder, x: Value, groups: number): Value {
  const [images, channels, ...extent] = x.shape;
  const exchanged = images === 1 ? x : graph.apply(transpose, [x], { order: [1, 0, 2, 3, 4] });
  return graph.apply(reshape, [exchanged], {
    shape: [groups, channels / groups, images * elementCount(extent)],
  });
}

/** Rows behind some zeros, with as many behind them as make up the reach. */
function moved(
  graph: GraphBuilder,
  rows: Value,
  { by, reach }: { readonly by: number; readonly reach: number },
): Value {
  const zeros = (count: number): readonly Value[] =>
    count === 0 ? [] : [graph.constant([...rows.shape.slice(0, 2), count], 0)];
  return joined(graph, [...zeros(by), rows, ...zeros(reach - by)], 2);
}

function joined(graph: GraphBuilder, parts: readonly Value[], axis: number): Value {
  return parts.length === 1 ? parts[0] : graph.apply(concat, parts, { axis });
}
