import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { add } from './add.ts';
import { batchNormalization, type BatchNormalizationAttrs } from './batch-normalization.ts';
import { multiply } from './multiply.ts';
import { negate } from './negate.ts';
import { inverseDeviation, perChannel } from './normalisation-gradient.ts';
import { subtract } from './subtract.ts';

/** What a normalisation of C channels takes besides its input, each [C]. */
interface Parameters {
  readonly scale: Value;
  readonly bias: Value;
  readonly mean: Value;
  /** Divided by the number of elements. */
  readonly variance: Value;
}

export interface NormalisedPart {
  readonly output: Value;
  /**
   * Appends the part of the gradient by x that goes through mean and variance.
   *
   * @param gradients Those by scale and bias, [C], summed over the whole batch and divided by its
   * number of elements per channel.
   */
  readonly throughStatistics: (gradients: Pick<Parameters, 'scale' | 'bias'>) => Value;
}

/**
 * Batch normalisation of a part of a batch with the statistics of all of it, x [N, C, …]. Its own
 * gradient takes them as given; what is missing needs sums over the batch, so that it comes later.
 *
 * The mean is taken off first, as in `normaliseBatch`, whose gradient both parts are in sum.
 */
export function normaliseGiven(
  graph: GraphBuilder,
  x: Value,
  { scale, bias, mean, variance }: Parameters,
  attrs: BatchNormalizationAttrs,
): NormalisedPart {
  const times = (a: Value, b: Value): Value => graph.apply(multiply, [a, b], {});
  const deviation = graph.apply(subtract, [x, perChannel(graph, mean, x)], {});
  const zero = graph.constant(mean.shape, 0);
  return {
    output: graph.apply(batchNormalization, [deviation, scale, bias, zero, variance], attrs),
    throughStatistics: (gradients) => {
      const inverse = inverseDeviation(graph, variance, attrs.epsilon);
      const slope = graph.apply(negate, [times(scale, inverse)], {});
      const ofDeviation = times(times(slope, inverse), gradients.scale);
      const ofMean = times(slope, gradients.bias);
      const along = times(deviation, perChannel(graph, ofDeviation, x));
      return graph.apply(add, [along, perChannel(graph, ofMean, x)], {});
    },
  };
}
