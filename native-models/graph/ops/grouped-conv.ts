import type { GraphBuilder } from '../graph.ts';
import type { Op, Value } from '../op.ts';
import { groupedWeightGradient } from './grouped-weight-gradient.ts';
import { mirroredConv } from './mirrored-conv.ts';
import { reshape } from './reshape.ts';
import { transpose } from './transpose.ts';
import { three, windowCount, type Three } from './window.ts';

export interface GroupedConvAttrs {
  readonly groups: number;
  /** Zeros added on both sides of each axis. */
  readonly padding: Three;
}

/**
 * Convolutions of stride 1 side by side, each on channels of its own: x [N, G·C, D, H, W],
 * weight [G·O, C, kD, kH, kW] to [N, G·O, …].
 */
export const groupedConv: Op<readonly [x: Value, weight: Value], GroupedConvAttrs> = {
  onnx: 'Conv',
  outputShape: ([x, weight], { groups, padding }) => {
    const [n, channels, ...extent] = x.shape;
    const [out, weightChannels, ...kernel] = weight.shape;
    if (channels !== weightChannels * groups || out % groups !== 0) {
      throw new RangeError(`${groups} × [${weight.shape.join()}] on [${x.shape.join()}]`);
    }
    return [n, out, ...windowCount(extent, { kernel, stride: [1, 1, 1], padding })];
  },
  attributes: ({ groups, padding }) => ({ group: groups, pads: [...padding, ...padding] }),
  vjp: (graph, { inputs: [x, weight], attrs }, dy) => [
    () => inputGradient(graph, { weight, dy }, attrs),
    () => groupedWeightGradient(graph, { x, weight, dy, ...attrs }),
  ],
};

/** With the mirrored kernels, inputs and outputs exchanged within each group. */
function inputGradient(
  graph: GraphBuilder,
  { weight, dy }: { readonly weight: Value; readonly dy: Value },
  { groups, padding }: GroupedConvAttrs,
): Value {
  const [out, channels, ...kernel] = weight.shape;
  const split = graph.apply(reshape, [weight], {
    shape: [groups, out / groups, channels, ...kernel],
  });
  const turned = graph.apply(transpose, [split], { order: [0, 2, 1, 3, 4, 5] });
  const exchanged = graph.apply(reshape, [turned], {
    shape: [groups * channels, out / groups, ...kernel],
  });
  const margin = three((axis) => kernel[axis] - 1 - padding[axis]);
  return mirroredConv(graph, dy, exchanged, { before: margin, after: margin, groups });
}
