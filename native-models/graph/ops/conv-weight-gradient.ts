import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import { exchanged, type ConvGradient } from './conv-input-gradient.ts';
import { weightGradientByProducts } from './conv-weight-products.ts';
import { padOrCut } from './pad.ts';
import { reverse } from './reverse.ts';
import { windowConv } from './window-conv.ts';
import { three } from './window.ts';

/** Places in a kernel of 3³; a larger one is never unrolled, it would take as many copies of the input. */
const SMALL_KERNEL = 27;

/** Gradient of a convolution by its weight: dy against every shift of the input. */
export function convWeightGradient(graph: GraphBuilder, gradient: ConvGradient): Value {
  const { x, weight, attrs } = gradient;
  const places = elementCount(weight.shape.slice(2));
  if (places > SMALL_KERNEL) return byConvolution(graph, gradient);
  // Measured on the processor: products are up to three times faster than the convolution, but not
  // with a stride, nor with many channels on a small image.
  const faster =
    attrs.stride.every((step) => step === 1) && elementCount(weight.shape) <= elementCount(x.shape);
  return places === 1 || faster || !graph.formulations.largeKernels
    ? weightGradientByProducts(graph, gradient)
    : byConvolution(graph, gradient);
}

/**
 * x as a kernel over dy, both mirrored, gives the axes in the order of the weight. Where the weight is
 * larger than both that is cheaper than exchanging its axes afterwards.
 */
function byMirroredImages(graph: GraphBuilder, { x, weight, dy, attrs }: ConvGradient): Value {
  const mirrored = (value: Value): Value =>
    exchanged(graph, graph.apply(reverse, [value], { axes: [2, 3, 4] }));
  const margin = three((axis) => weight.shape[axis + 2] - 1 - attrs.padding[axis]);
  return graph.apply(windowConv, [mirrored(dy), mirrored(x)], { before: margin, after: margin });
}

/** dy as a kernel over x: batch and channels change places, stride becomes dilation. */
function byConvolution(graph: GraphBuilder, { x, weight, dy, attrs }: ConvGradient): Value {
  const { stride, padding } = attrs;
  const unstrided = stride.every((step) => step === 1);
  if (unstrided && elementCount(weight.shape) > elementCount(x.shape) + elementCount(dy.shape)) {
    return byMirroredImages(graph, { x, weight, dy, attrs });
  }
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
