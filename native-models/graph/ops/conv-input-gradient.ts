import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import type { ConvAttrs } from './conv.ts';
import { interleave, latticeExtent, phases } from './interleave.ts';
import { mirroredConv } from './mirrored-conv.ts';
import { padOrCut } from './pad.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';
import { spreadOut } from './spread-out.ts';
import { transpose } from './transpose.ts';
import { transposedConv, windowConv } from './window-conv.ts';
import { three, type Three } from './window.ts';

export interface ConvGradient {
  readonly x: Value;
  readonly weight: Value;
  /** Gradient by the convolution's output. */
  readonly dy: Value;
  readonly attrs: ConvAttrs;
}

/** From so many positions on the convolutions of each lattice are faster than the transposed one (measured). */
const LARGE = 4096;

/** Gradient of a convolution by its input. */
export function convInputGradient(graph: GraphBuilder, gradient: ConvGradient): Value {
  const kernel = gradient.weight.shape.slice(2);
  const { stride } = gradient.attrs;
  const positions = elementCount(gradient.dy.shape.slice(2));
  if (elementCount(kernel) === 1) return ofPointwise(graph, gradient);
  const strided = stride.some((step) => step > 1);
  const everyPlaceSeen = kernel.every((n, axis) => n >= stride[axis]);
  const faster = strided && (positions < LARGE || !everyPlaceSeen);
  if (graph.formulations.transposedConv && faster) return byTransposedConv(graph, gradient);
  return strided && everyPlaceSeen ? byLattices(graph, gradient) : byMirroredConv(graph, gradient);
}

function byTransposedConv(graph: GraphBuilder, { x, weight, dy, attrs }: ConvGradient): Value {
  const { stride, padding } = attrs;
  const excess = three((axis) => {
    const reached =
      (dy.shape[axis + 2] - 1) * stride[axis] - 2 * padding[axis] + weight.shape[axis + 2];
    return x.shape[axis + 2] - reached;
  });
  return graph.apply(transposedConv, [dy, weight], { stride, padding, excess, shape: x.shape });
}

/**
 * Element q·stride + r of the padded input met the kernel at r + j·stride, in window q - j: for each
 * r a convolution of stride 1 with every stride-th element of the mirrored kernel.
 */
function byLattices(graph: GraphBuilder, { x, weight, dy, attrs }: ConvGradient): Value {
  const { stride, padding } = attrs;
  const lengths = x.shape.slice(2).map((n, axis) => n + 2 * padding[axis]);
  const extent = latticeExtent(lengths, stride);
  const kernel = exchanged(graph, weight);
  const lattices = phases(stride).map((start) => {
    const taps = every(graph, kernel, { start, stride });
    return mirroredConv(graph, dy, taps, {
      before: three((axis) => taps.shape[axis + 2] - 1),
      after: three((axis) => extent[axis] - dy.shape[axis + 2]),
    });
  });
  const woven = interleave(graph, lattices, stride);
  return padOrCut(graph, woven, {
    before: [0, 0, ...padding.map((n) => -n)],
    after: [0, 0, ...three((axis) => x.shape[axis + 2] + padding[axis] - woven.shape[axis + 2])],
  });
}

/** Every stride-th element of a kernel from a start on. */
function every(
  graph: GraphBuilder,
  kernel: Value,
  from: { readonly start: Three; readonly stride: Three },
): Value {
  const ranges = from.start
    .map((start, axis) => ({
      axis: axis + 2,
      from: start,
      to: kernel.shape[axis + 2],
      step: from.stride[axis],
    }))
    .filter(({ step }) => step > 1);
  return ranges.length === 0 ? kernel : graph.apply(slice, [kernel], { ranges });
}

/** With the mirrored kernel; positions that a stride left out are put back as zeros. */
function byMirroredConv(graph: GraphBuilder, { x, weight, dy, attrs }: ConvGradient): Value {
  const apart = spreadOut(graph, dy, [1, 1, ...attrs.stride]);
  const before = three((axis) => weight.shape[axis + 2] - 1 - attrs.padding[axis]);
  const after = three((axis) => x.shape[axis + 2] - apart.shape[axis + 2] + attrs.padding[axis]);
  return mirroredConv(graph, apart, exchanged(graph, weight), { before, after });
}

/** A kernel of one element: first the product, on few positions, then the zeros. */
function ofPointwise(graph: GraphBuilder, { x, weight, dy, attrs }: ConvGradient): Value {
  const none = { before: [0, 0, 0], after: [0, 0, 0] } as const;
  const product = graph.apply(windowConv, [dy, exchanged(graph, weight)], none);
  const apart = spreadOut(graph, product, [1, 1, ...attrs.stride]);
  const before = [0, 0, ...attrs.padding.map((n) => -n)];
  const after = apart.shape.map((n, axis) => x.shape[axis] - before[axis] - n);
  return padOrCut(graph, apart, { before, after });
}

/** The first two axes, outputs and inputs or images and channels, in the other order. */
export function exchanged(graph: GraphBuilder, x: Value): Value {
  const [first, second, ...rest] = x.shape;
  // Where one of them has a single element, the numbers lie in the same order as before.
  if (first === 1 || second === 1) {
    return graph.apply(reshape, [x], { shape: [second, first, ...rest] });
  }
  return graph.apply(transpose, [x], { order: [1, 0, 2, 3, 4] });
}
