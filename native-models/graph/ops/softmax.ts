import type { NoAttrs, Op, Value } from '../op.ts';
import { multiply } from './multiply.ts';
import { reduceSum } from './reduce.ts';
import { subtract } from './subtract.ts';

/** exp(x) over its sum, along the last axis. */
export const softmax: Op<readonly [x: Value], NoAttrs> = {
  onnx: 'Softmax',
  outputShape: ([{ shape }]) => shape,
  attributes: () => ({ axis: -1 }),
  vjp: (graph, { output: y }, dy) => [
    () => {
      const axes = [y.shape.length - 1];
      const weighted = graph.apply(multiply, [dy, y], {});
      const mean = graph.apply(reduceSum, [weighted], { axes, keep: true });
      return graph.apply(multiply, [graph.apply(subtract, [dy, mean], {}), y], {});
    },
  ],
};
