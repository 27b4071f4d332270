import type { NoAttrs, Op, Value } from '../op.ts';
import { exp } from './exp.ts';
import { multiply } from './multiply.ts';
import { negate } from './negate.ts';

/** The error function 2/√π ∫₀ˣ exp(-t²) dt. */
export const erf: Op<readonly [x: Value], NoAttrs> = {
  onnx: 'Erf',
  outputShape: ([{ shape }]) => shape,
  attributes: () => ({}),
  vjp: (graph, { inputs: [x] }, dy) => [
    () => {
      const bell = graph.apply(
        exp,
        [graph.apply(negate, [graph.apply(multiply, [x, x], {})], {})],
        {},
      );
      const slope = graph.apply(multiply, [bell, graph.constant([], 2 / Math.sqrt(Math.PI))], {});
      return graph.apply(multiply, [dy, slope], {});
    },
  ],
};
