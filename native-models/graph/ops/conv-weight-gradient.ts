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
import { windowConv } from './window-conv.ts';
import { three } from './window.ts';

/** From so many channels and positions on a product of unrolled windows is faster (measured). */
const UNROLL = { channels: 32, positions: 4096 } as const;

/** Gradient of a convolution by its weight: dy against every shift of the input. */
export function convWeightGradient(graph: GraphBuilder, gradient: ConvGradient): Value {
  const { x, weight, dy } = gradient;
  const kernel = weight.shape.slice(2);
  const positions = elementCount(dy.shape.slice(2));
  const large = x.shape[1] >= UNROLL.channels && positions >= UNROLL.positions;
  const small = elementCount(kernel) <= 27;
  if (elementCount(kernel) === 1 || (small && (large || !graph.formulations.largeKernels))) {
    return byUnrolling(graph, gradient);
  }
  return byConvolution(graph, gradient);
}

/** dy as a kernel over x: batch and channels change places, stride becomes dilation. */
function byConvolution(graph: GraphBuilder, { x, weight, dy, attrs }: ConvGradient): Value {
  const { stride, padding } = attrs;
  // Positions at the end that no window reached are cut off, as a negative padding would.
  const missing = three((axis) => {
    const reach = stride[axis] * (dy.shape[axis + 2] - 1) + weight.shape[axis + 2];
    return reach - x.shape[axis + 2] - padding[axis];
  });
  const cut = padOrCut(graph, x, {
    before: [0, 0, 0, 0, 0],
    after: [0, 0, ...missing.map((n) => Math.min(n, 0))],
  });
  const gradient = graph.apply(windowConv, [exchanged(graph, cut), exchanged(graph, dy)], {
    before: padding,
    after: three((axis) => Math.max(missing[axis], 0)),
    dilation: stride,
  });
  return exchanged(graph, gradient);
}

/** Windows of one kernel plane side by side as a matrix, then one matrix product a plane. */
function byUnrolling(graph: GraphBuilder, { x, weight, dy, attrs }: ConvGradient): Value {
  const [out, channels, depth, height, width] = weight.shape;
  const rows = asMatrix(graph, dy);
  const margin = [0, 0, ...attrs.padding];
  const padded = padOrCut(graph, x, { before: margin, after: margin });
  const planes = Array.from({ length: depth }, (_, a) => {
    const taps = Array.from({ length: height * width }, (__, n) => {
      const at = [a, Math.floor(n / width), n % width];
      return touched(graph, padded, { at, counts: dy.shape.slice(2), stride: attrs.stride });
    });
    const windows = taps.length === 1 ? taps[0] : graph.apply(concat, taps, { axis: 1 });
    const product = graph.apply(matmul, [rows, transposed(graph, asMatrix(graph, windows))], {});
    return graph.apply(reshape, [product], { shape: [out, 1, height * width, channels] });
  });
  const all = planes.length === 1 ? planes[0] : graph.apply(concat, planes, { axis: 1 });
  const inOrder = graph.apply(transpose, [all], { order: [0, 3, 1, 2] });
  return graph.apply(reshape, [inOrder], { shape: weight.shape });
}

interface Tap {
  /** Position in the kernel. */
  readonly at: readonly number[];
  /** Windows along each axis. */
  readonly counts: readonly number[];
  readonly stride: readonly number[];
}

/** The elements that one position of the kernel touches, one for each window. */
function touched(graph: GraphBuilder, padded: Value, { at, counts, stride }: Tap): Value {
  const ranges = counts.map((count, axis) => ({
    axis: axis + 2,
    from: at[axis],
    to: at[axis] + stride[axis] * (count - 1) + 1,
    step: stride[axis],
  }));
  const whole = ranges.every(
    ({ axis, from, to, step }) => step === 1 && from === 0 && to === padded.shape[axis],
  );
  return whole ? padded : graph.apply(slice, [padded], { ranges });
}

/** [N, C, …] to [C, N · positions]. */
function asMatrix(graph: GraphBuilder, x: Value): Value {
  const [images, channels, ...extent] = x.shape;
  const shape = [channels, images * elementCount(extent)];
  return graph.apply(reshape, [images === 1 ? x : exchanged(graph, x)], { shape });
}
