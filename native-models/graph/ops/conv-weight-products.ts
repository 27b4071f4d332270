import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import { concat } from './concat.ts';
import { exchanged, type ConvGradient } from './conv-input-gradient.ts';
import { matmul, transposed } from './matmul.ts';
import { padOrCut } from './pad.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';
import { transpose } from './transpose.ts';

/**
 * Gradient of a convolution by its weight as matrix products over all positions.
 *
 * Plane a of the kernel wants dy against x moved by a planes. It is dy that is moved instead, the
 * other way: a few copies of it, one below the other, serve all other places of the kernel. A kernel
 * of 3³ needs 3 copies of dy and 9 of x where unrolled windows would need 27 of x.
 */
export function weightGradientByProducts(
  graph: GraphBuilder,
  { x, weight, dy, attrs }: ConvGradient,
): Value {
  const depth = weight.shape[2];
  const [step] = attrs.stride;
  const margin = [0, 0, ...attrs.padding];
  const image = exchangedImages(graph, padOrCut(graph, x, { before: margin, after: margin }));
  const gradient = exchangedImages(graph, dy);
  // A stride takes planes of x apart: planes a and a + step of the kernel meet the same of them.
  const lattices = Array.from({ length: Math.min(step, depth) }, (_, start) =>
    ofLattice(graph, { image, gradient, weight, stride: attrs.stride }, start),
  );
  const planes = Array.from({ length: depth }, (_, a) => {
    const lattice = lattices[a % step];
    const range = { axis: 0, from: Math.floor(a / step), to: Math.floor(a / step) + 1 };
    return lattices.length === 1 ? lattice : graph.apply(slice, [lattice], { ranges: [range] });
  });
  const all = lattices.length === 1 ? planes[0] : joined(graph, planes, 0);
  const inOrder = graph.apply(transpose, [all], { order: [1, 3, 0, 2] });
  return graph.apply(reshape, [inOrder], { shape: weight.shape });
}

interface Operands {
  /** The padded input, [C, N, D, H, W]. */
  readonly image: Value;
  /** Gradient by the convolution's output, [O, N, d, h, w]. */
  readonly gradient: Value;
  readonly weight: Value;
  readonly stride: readonly number[];
}

/** Planes start, start + step, … of the gradient by the weight: [planes, O, places in a plane, C]. */
function ofLattice(
  graph: GraphBuilder,
  { image, gradient, weight, stride }: Operands,
  start: number,
): Value {
  const [out, channels, depth, ...plane] = weight.shape;
  const shifts = Math.ceil((depth - start) / stride[0]);
  const copies = Array.from({ length: shifts }, (_, shift) =>
    padOrCut(graph, gradient, {
      before: [0, 0, shift, 0, 0],
      after: [0, 0, shifts - 1 - shift, 0, 0],
    }),
  );
  const rows = asMatrix(graph, joined(graph, copies, 0));
  const counts = [gradient.shape[2] + shifts - 1, ...gradient.shape.slice(3)];
  const places = Array.from({ length: elementCount(plane) }, (_, n) => {
    const at = [start, Math.floor(n / plane[1]), n % plane[1]];
    return asMatrix(graph, touched(graph, image, { at, counts, stride }));
  });
  // The processor reads each place once; where many threads share a product it must be large.
  const factors = graph.formulations.largeKernels ? places : [joined(graph, places, 0)];
  const products = factors.map((factor) => {
    const product = graph.apply(matmul, [rows, transposed(graph, factor)], {});
    return graph.apply(reshape, [product], {
      shape: [shifts, out, factor.shape[0] / channels, channels],
    });
  });
  return joined(graph, products, 2);
}

interface Places {
  /** Position in the kernel. */
  readonly at: readonly number[];
  /** Windows along each axis. */
  readonly counts: readonly number[];
  readonly stride: readonly number[];
}

/** The elements that one position of the kernel touches, one for each window. */
function touched(graph: GraphBuilder, padded: Value, { at, counts, stride }: Places): Value {
  const ranges = counts.map((count, axis) => ({
    axis: axis + 2,
    from: at[axis],
    to: at[axis] + stride[axis] * (count - 1) + 1,
    step: stride[axis],
  }));
  const partial = ranges.filter(
    ({ axis, from, to, step }) => step > 1 || from > 0 || to < padded.shape[axis],
  );
  return partial.length === 0 ? padded : graph.apply(slice, [padded], { ranges: partial });
}

/** [N, C, …] to [C, N, …]; of one image these are the same numbers in the same order. */
function exchangedImages(graph: GraphBuilder, x: Value): Value {
  const [images, channels, ...extent] = x.shape;
  if (images > 1) return exchanged(graph, x);
  return graph.apply(reshape, [x], { shape: [channels, images, ...extent] });
}

/** A row for each step of the first axis. */
function asMatrix(graph: GraphBuilder, x: Value): Value {
  const shape = [x.shape[0], elementCount(x.shape.slice(1))];
  return graph.apply(reshape, [x], { shape });
}

function joined(graph: GraphBuilder, parts: readonly Value[], axis: number): Value {
  return parts.length === 1 ? parts[0] : graph.apply(concat, parts, { axis });
}
