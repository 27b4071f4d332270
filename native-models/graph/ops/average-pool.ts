import type { GraphBuilder } from '../graph.ts';
import type { Op, Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import { expand } from './expand.ts';
import { multiply } from './multiply.ts';
import { padOrCut } from './pad.ts';
import { reshape } from './reshape.ts';
import { windowCount, type Three } from './window.ts';

interface Attrs {
  /** Windows stand side by side: the stride is the kernel. */
  readonly kernel: Three;
}

/** Mean over windows that tile the image; what does not fill a window at the end is left out. */
export const averagePool: Op<readonly [x: Value], Attrs> = {
  onnx: 'AveragePool',
  outputShape: ([{ shape }], { kernel }) => {
    const [n, channels, ...extent] = shape;
    return [n, channels, ...windowCount(extent, { kernel, stride: kernel, padding: [0, 0, 0] })];
  },
  attributes: ({ kernel }) => ({ kernel_shape: kernel, strides: kernel }),
  vjp: (graph, { inputs: [x], attrs: { kernel } }, dy) => [
    () => {
      const share = graph.constant([], 1 / elementCount(kernel));
      const tiles = repeated(graph, graph.apply(multiply, [dy, share], {}), kernel);
      const after = x.shape.map((n, axis) => n - tiles.shape[axis]);
      return padOrCut(graph, tiles, { before: after.map(() => 0), after });
    },
  ],
};

/** Every element as a block of the kernel's size. */
function repeated(graph: GraphBuilder, x: Value, kernel: Three): Value {
  const [n, channels, depth, height, width] = x.shape;
  const single = [n, channels, depth, 1, height, 1, width, 1];
  const [a, b, c] = kernel;
  const blocks = graph.apply(expand, [graph.apply(reshape, [x], { shape: single })], {
    shape: [n, channels, depth, a, height, b, width, c],
  });
  return graph.apply(reshape, [blocks], {
    shape: [n, channels, depth * a, height * b, width * c],
  });
}
