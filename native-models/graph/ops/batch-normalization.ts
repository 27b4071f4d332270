import type { Op, Value } from '../op.ts';
import { multiply } from './multiply.ts';
import { channelGradients, perChannel } from './normalisation-gradient.ts';
import { subtract } from './subtract.ts';

type Inputs = readonly [x: Value, scale: Value, bias: Value, mean: Value, variance: Value];

export interface BatchNormalizationAttrs {
  /** Added to the variance. */
  readonly epsilon: number;
}

/**
 * Batch normalisation with stored statistics: (x - mean) / sqrt(variance + ε) · scale + bias. The
 * statistics are given numbers; no gradient reaches them.
 */
export const batchNormalization: Op<Inputs, BatchNormalizationAttrs> = {
  onnx: 'BatchNormalization',
  outputShape: ([x, ...channels]) => {
    for (const { name, shape } of channels) {
      if (shape[0] !== x.shape[1]) throw new RangeError(`${name} for ${x.shape[1]} channels`);
    }
    return x.shape;
  },
  attributes: ({ epsilon }) => ({ epsilon: { float: epsilon } }),
  vjp: (graph, { inputs: [x, scale, , mean, variance], attrs }, dy) => {
    const { inverse, bias, along } = channelGradients(graph, { x, dy, variance, ...attrs });
    return [
      () => {
        const slope = graph.apply(multiply, [scale, inverse()], {});
        return graph.apply(multiply, [dy, perChannel(graph, slope, x)], {});
      },
      () => {
        const ofMean = graph.apply(multiply, [mean, bias()], {});
        const deviation = graph.apply(subtract, [along(), ofMean], {});
        return graph.apply(multiply, [deviation, inverse()], {});
      },
      bias,
      null,
      null,
    ];
  },
};
