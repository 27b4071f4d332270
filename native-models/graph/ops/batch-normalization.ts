import type { GraphBuilder } from '../graph.ts';
import type { Applied, Op, Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import { add } from './add.ts';
import { divide } from './divide.ts';
import { multiply } from './multiply.ts';
import { reduceSum } from './reduce.ts';
import { reshape } from './reshape.ts';
import { sqrt } from './sqrt.ts';
import { subtract } from './subtract.ts';

type Inputs = readonly [x: Value, scale: Value, bias: Value, mean: Value, variance: Value];

interface Attrs {
  /** Added to the variance. */
  readonly epsilon: number;
}

const shared = {
  onnx: 'BatchNormalization',
  outputShape: ([x, ...perChannel]: Inputs) => {
    for (const { name, shape } of perChannel) {
      if (shape[0] !== x.shape[1]) throw new RangeError(`${name} for ${x.shape[1]} channels`);
    }
    return x.shape;
  },
  attributes: ({ epsilon }: Attrs) => ({ epsilon: { float: epsilon } }),
};

/**
 * Batch normalisation with stored statistics: (x - mean) / sqrt(variance + ε) · scale + bias. The
 * statistics are given numbers; no gradient reaches them.
 */
export const batchNormalization: Op<Inputs, Attrs> = {
  ...shared,
  vjp: (graph, applied, dy) => {
    const [x, scale] = applied.inputs;
    const parts = channelGradients(graph, applied, dy);
    return [
      () => {
        const slope = graph.apply(multiply, [scale, parts.inverse()], {});
        return graph.apply(multiply, [dy, perChannel(graph, slope, x)], {});
      },
      parts.scale,
      parts.bias,
      null,
      null,
    ];
  },
};

/**
 * Batch normalisation with the statistics of x itself, over images and positions. `mean` and
 * `variance` must be those (`batchStatistics`): the gradient by x holds their share, so none is
 * passed to them.
 *
 * Source: Ioffe S, Szegedy C, Batch normalization, ICML 2015.
 */
export const batchNormalizationOfBatch: Op<Inputs, Attrs> = {
  ...shared,
  vjp: (graph, applied, dy) => {
    const [x, scale, , mean] = applied.inputs;
    const parts = channelGradients(graph, applied, dy);
    return [
      () => {
        // dx = a·dy + b·x + c per channel: two products and two sums on the large tensor.
        const share = graph.constant([], x.shape[1] / elementCount(x.shape));
        const a = graph.apply(multiply, [scale, parts.inverse()], {});
        const perElement = graph.apply(multiply, [a, share], {});
        const slope = graph.apply(multiply, [parts.scale(), parts.inverse()], {});
        const b = graph.apply(multiply, [perElement, slope], {});
        const offset = graph.apply(multiply, [perElement, parts.bias()], {});
        const c = graph.apply(subtract, [graph.apply(multiply, [b, mean], {}), offset], {});
        const scaled = graph.apply(multiply, [dy, perChannel(graph, a, x)], {});
        const along = graph.apply(multiply, [x, perChannel(graph, b, x)], {});
        const rest = graph.apply(subtract, [scaled, along], {});
        return graph.apply(add, [rest, perChannel(graph, c, x)], {});
      },
      parts.scale,
      parts.bias,
      null,
      null,
    ];
  },
};

/** What both rules share, each appended once however often it is asked for. */
function channelGradients(
  graph: GraphBuilder,
  { inputs: [x, , , mean, variance], attrs: { epsilon } }: Applied<Inputs, Attrs>,
  dy: Value,
) {
  const over = { axes: [0, 2, 3, 4], keep: false };
  const one = graph.constant([], 1);
  const inverse = once(() => {
    const shifted = graph.apply(add, [variance, graph.constant([], epsilon)], {});
    return graph.apply(divide, [one, graph.apply(sqrt, [shifted], {})], {});
  });
  const bias = once(() => graph.apply(reduceSum, [dy], over));
  const scale = once(() => {
    const product = graph.apply(reduceSum, [graph.apply(multiply, [dy, x], {})], over);
    const ofMean = graph.apply(multiply, [mean, bias()], {});
    return graph.apply(multiply, [graph.apply(subtract, [product, ofMean], {}), inverse()], {});
  });
  return { inverse, bias, scale };
}

/** [C] as [1, C, 1, 1, 1], to be repeated over x. */
function perChannel(graph: GraphBuilder, value: Value, x: Value): Value {
  const shape = x.shape.map((n, axis) => (axis === 1 ? n : 1));
  return graph.apply(reshape, [value], { shape });
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
