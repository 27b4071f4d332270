import type { GraphBuilder } from '../graph.ts';
import type { Op, Value } from '../op.ts';
import { multiply } from './multiply.ts';
import { reduceMean, reduceSum } from './reduce.ts';
import { subtract } from './subtract.ts';

type Inputs = readonly [x: Value, scale: Value, bias: Value];

interface Attrs {
  /** Added to the variance. */
  readonly epsilon: number;
}

const shared = {
  onnx: 'LayerNormalization',
  attributes: ({ epsilon }: Attrs) => ({ axis: -1, epsilon: { float: epsilon } }),
} as const;

/** Each vector along the last axis brought to mean 0 and variance 1, then · scale + bias. */
export const layerNormalization: Op<Inputs, Attrs> = {
  ...shared,
  outputShape: ([x, scale, bias]) => {
    const length = x.shape[x.shape.length - 1];
    if (scale.shape.join() !== `${length}` || bias.shape.join() !== `${length}`) {
      throw new RangeError(`${scale.name} [${scale.shape.join()}] on [${x.shape.join()}]`);
    }
    return x.shape;
  },
  vjp: (graph, { inputs: [x, scale, bias], attrs }, dy) => {
    const outer = [...x.shape.keys()].slice(0, -1);
    const normalised = lazily(() => unscaled(graph, x, attrs));
    return [
      () => {
        const inverse = graph.apply(inverseDeviation, [x, scale, bias], attrs);
        const g = graph.apply(multiply, [dy, scale], {});
        return graph.apply(multiply, [centred(graph, g, normalised()), inverse], {});
      },
      () => {
        const weighted = graph.apply(multiply, [dy, normalised()], {});
        return graph.apply(reduceSum, [weighted], { axes: outer, keep: false });
      },
      () => graph.apply(reduceSum, [dy], { axes: outer, keep: false }),
    ];
  },
};

/** 1 / sqrt(variance + ε) of each vector: the third output of ONNX's operator. */
const inverseDeviation: Op<Inputs, Attrs> = {
  ...shared,
  outputIndex: 2,
  outputShape: ([{ shape }]) => shape.with(-1, 1),
  vjp: null,
};

/** The vectors with mean 0 and variance 1, before scale and bias. */
function unscaled(graph: GraphBuilder, x: Value, attrs: Attrs): Value {
  const length = [x.shape[x.shape.length - 1]];
  const [one, zero] = [graph.constant(length, 1), graph.constant(length, 0)];
  return graph.apply(layerNormalization, [x, one, zero], attrs);
}

/** g less its mean and less its part along the normalised vector n: g - mean(g) - n·mean(g·n). */
function centred(graph: GraphBuilder, g: Value, n: Value): Value {
  const over = { axes: [g.shape.length - 1], keep: true };
  const mean = graph.apply(reduceMean, [g], over);
  const along = graph.apply(reduceMean, [graph.apply(multiply, [g, n], {})], over);
  const rest = graph.apply(subtract, [g, mean], {});
  return graph.apply(subtract, [rest, graph.apply(multiply, [n, along], {})], {});
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
