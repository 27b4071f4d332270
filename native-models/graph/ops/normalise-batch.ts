import type { GraphBuilder } from '../graph.ts';
import type { NoAttrs, Op, Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import { add } from './add.ts';
import { batchNormalization, type BatchNormalizationAttrs } from './batch-normalization.ts';
import { channelSum, channelSumSquare } from './channel-sums.ts';
import { multiply } from './multiply.ts';
import { negate } from './negate.ts';
import { channelGradients, perChannel } from './normalisation-gradient.ts';
import { reshape } from './reshape.ts';
import { subtract } from './subtract.ts';

export interface NormalisedBatch {
  readonly output: Value;
  /** [C] */
  readonly mean: Value;
  /** [C], divided by the number of elements, not by one less. */
  readonly variance: Value;
}

interface Parameters {
  /** [C] */
  readonly scale: Value;
  /** [C] */
  readonly bias: Value;
}

/**
 * Batch normalisation with the statistics of x itself, over images and positions; x [N, C, …].
 *
 * The mean is taken off first and everything else works on the deviations: with the squares of x, or
 * with x · slope + offset, float32 loses what small batches need.
 *
 * Source: Ioffe S, Szegedy C, Batch normalization, ICML 2015.
 */
export function normaliseBatch(
  graph: GraphBuilder,
  x: Value,
  { scale, bias }: Parameters,
  attrs: BatchNormalizationAttrs,
): NormalisedBatch {
  const channels = [x.shape[1]];
  const share = graph.constant([], x.shape[1] / elementCount(x.shape));
  const mean = (sum: Value): Value => graph.apply(multiply, [sum, share], {});
  const centre = mean(channelSum(graph, x));
  const deviation = graph.apply(deviationFromMean, [x, centre], {});
  const spread = mean(channelSumSquare(graph, deviation));
  const variance = graph.apply(reshape, [spread], { shape: channels });
  const zero = graph.constant(channels, 0);
  return {
    output: graph.apply(normaliseDeviation, [deviation, scale, bias, zero, variance], attrs),
    mean: graph.apply(reshape, [centre], { shape: channels }),
    variance,
  };
}

/** x less its mean. What x does through its mean is part of `normaliseDeviation`'s rule. */
const deviationFromMean: Op<readonly [x: Value, mean: Value], NoAttrs> = {
  ...subtract,
  vjp: (_, __, dy) => [() => dy, null],
};

/**
 * Deviation / sqrt(variance + ε) · scale + bias. The gradient by the deviation holds what x does
 * through mean and variance, so that it is the gradient by x: with n elements per channel
 * dx = scale/σ · (dy - Σdy/n - deviation · Σ(dy·deviation)/(n·σ²)).
 */
const normaliseDeviation: typeof batchNormalization = {
  ...batchNormalization,
  vjp: (graph, { inputs: [deviation, scale, , , variance], attrs }, dy) => {
    const share = graph.constant([], deviation.shape[1] / elementCount(deviation.shape));
    const times = (a: Value, b: Value): Value => graph.apply(multiply, [a, b], {});
    const { inverse, bias, along } = channelGradients(graph, {
      ...{ x: deviation, dy, variance },
      ...attrs,
    });
    return [
      () => {
        const slope = times(scale, inverse());
        const perElement = graph.apply(negate, [times(slope, share)], {});
        const ofDeviation = times(times(perElement, times(inverse(), inverse())), along());
        const parts = [
          times(dy, perChannel(graph, slope, dy)),
          times(deviation, perChannel(graph, ofDeviation, dy)),
          perChannel(graph, times(perElement, bias()), dy),
        ];
        return parts.reduce((sum, part) => graph.apply(add, [sum, part], {}));
      },
      () => times(along(), inverse()),
      bias,
      null,
      null,
    ];
  },
};
