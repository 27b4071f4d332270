import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import { concat } from './concat.ts';
import type { ConvGradient } from './conv-input-gradient.ts';
import { matmul, transposed } from './matmul.ts';
import { padOrCut } from './pad.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';
import { transpose } from './transpose.ts';

interface GroupedGradient extends ConvGradient {
  /** Convolutions side by side, each on channels of its own; 1 where absent. */
  readonly groups?: number;
}

/**
 * Gradient of a convolution by its weight as matrix products over all positions.
 *
 * Plane a of the kernel wants dy against x moved by a planes. It is dy that is moved instead, the
 * other way: a few copies of it, one below the other, serve all other places of the kernel. A kernel
 * of 3³ needs 3 copies of dy and 9 of x where unrolled windows would need 27 of x.
 */
export function weightGradientByProducts(
  graph: GraphBuilder,
  { x, weight, dy, attrs, groups = 1 }: GroupedGradient,
): Value {
  const margin = [0, 0, ...attrs.padding];
  const padded = padOrCut(graph, x, { before: margin, after: margin });
  const operands = standing(graph, {
    image: channelsFirst(graph, padded, groups),
    gradient: channelsFirst(graph, dy, groups),
    kernel: weight.shape.slice(2),
    stride: attrs.stride,
  });
  const [depth] = operands.kernel;
  const [step] = operands.stride;
  // A stride takes planes of x apart: planes a and a + step of the kernel meet the same of them.
  const lattices = Array.from({ length: Math.min(step, depth) }, (_, start) =>
    ofLattice(graph, operands, start),
  );
  const planes = Array.from({ length: depth }, (_, a) => {
    const lattice = lattices[a % step];
    const range = { axis: 1, from: Math.floor(a / step), to: Math.floor(a / step) + 1 };
    return lattices.length === 1 ? lattice : graph.apply(slice, [lattice], { ranges: [range] });
  });
  const all = lattices.length === 1 ? planes[0] : joined(graph, planes, 1);
  const inOrder = graph.apply(transpose, [all], { order: [0, 2, 4, 1, 3] });
  return graph.apply(reshape, [inOrder], { shape: weight.shape });
}

interface Operands {
  /** The padded input, [G, C, N, D, H, W]. */
  readonly image: Value;
  /** Gradient by the convolution's output, [G, O, N, d, h, w]. */
  readonly gradient: Value;
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
}

/** A kernel of one plane is stood up, so that its rows are planes; each plane is then an image. */
function standing(graph: GraphBuilder, operands: Operands): Operands {
  const { image, gradient, kernel, stride } = operands;
  if (kernel[0] > 1 || kernel[1] === 1 || stride[0] > 1) return operands;
  const stood = (value: Value): Value => {
    const [groups, channels, images, depth, height, width] = value.shape;
    return graph.apply(reshape, [value], {
      shape: [groups, channels, images * depth, height, 1, width],
    });
  };
  return {
    ...{ image: stood(image), gradient: stood(gradient) },
    kernel: [kernel[1], 1, kernel[2]],
    stride: [stride[1], 1, stride[2]],
  };
}

/** Planes start, start + step, … of the gradient by the weight: [G, planes, O, places in a plane, C]. */
function ofLattice(
  graph: GraphBuilder,
  { image, gradient, kernel: [depth, ...plane], stride }: Operands,
  start: number,
): Value {
  const [groups, channels] = image.shape;
  const shifts = Math.ceil((depth - start) / stride[0]);
  const copies = Array.from({ length: shifts }, (_, shift) =>
    padOrCut(graph, gradient, {
      before: [0, 0, 0, shift, 0, 0],
      after: [0, 0, 0, shifts - 1 - shift, 0, 0],
    }),
  );
  const rows = asMatrices(graph, joined(graph, copies, 1));
  const counts = [gradient.shape[3] + shifts - 1, ...gradient.shape.slice(4)];
  const places = Array.from({ length: elementCount(plane) }, (_, n) => {
    const at = [start, Math.floor(n / plane[1]), n % plane[1]];
    return asMatrices(graph, touched(graph, image, { at, counts, stride }));
  });
  // The processor reads each place once; where many threads share a product it must be large.
  const factors = graph.formulations.largeKernels ? places : [joined(graph, places, 1)];
  const products = factors.map((factor) => {
    const product = graph.apply(matmul, [rows, transposed(graph, factor)], {});
    return graph.apply(reshape, [product], {
      shape: [groups, shifts, gradient.shape[1], factor.shape[1] / channels, channels],
    });
  });
  return joined(graph, products, 3);
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
    axis: axis + 3,
    from: at[axis],
    to: at[axis] + stride[axis] * (count - 1) + 1,
    step: stride[axis],
  }));
  const partial = ranges.filter(
    ({ axis, from, to, step }) => step > 1 || from > 0 || to < padded.shape[axis],
  );
  return partial.length === 0 ? padded : graph.apply(slice, [padded], { ranges: partial });
}

/** [N, G·C, …] to [G, C, N, …]; of one image these are the same numbers in the same order. */
function channelsFirst(graph: GraphBuilder, x: Value, groups: number): Value {
  const [images, channels, ...extent] = x.shape;
  const exchanged = images === 1 ? x : graph.apply(transpose, [x], { order: [1, 0, 2, 3, 4] });
  return graph.apply(reshape, [exchanged], {
    shape: [groups, channels / groups, images, ...extent],
  });
}

/** In each group a row for each step of the second axis. */
function asMatrices(graph: GraphBuilder, x: Value): Value {
  const [groups, rows, ...rest] = x.shape;
  return graph.apply(reshape, [x], { shape: [groups, rows, elementCount(rest)] });
}

function joined(graph: GraphBuilder, parts: readonly Value[], axis: number): Value {
  return parts.length === 1 ? parts[0] : graph.apply(concat, parts, { axis });
}
