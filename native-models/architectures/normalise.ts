import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { batchNormalization } from '../graph/ops/batch-normalization.ts';
import { normaliseBatch } from '../graph/ops/normalise-batch.ts';
import { normaliseGiven, type NormalisedPart } from '../graph/ops/normalise-given.ts';
import { elementCount } from '../graph/tensor-type.ts';

/** PyTorch's default, which the study's networks keep. */
const EPSILON = 1e-5;

/** Appends a batch normalisation whose parameters have PyTorch's names under `name`. */
export type Normalise = (graph: GraphBuilder, x: Value, name: string) => Value;

/**
 * With the stored statistics, `name.running_mean` and `name.running_var`: for inference, and for
 * training with frozen statistics, where scale and bias alone are learned.
 */
export const storedStatistics: Normalise = (graph, x, name) => {
  const { scale, bias } = scaleAndBias(graph, x, name);
  const { mean, variance } = meanAndVariance(graph, x, name);
  return graph.apply(batchNormalization, [x, scale, bias, mean, variance], { epsilon: EPSILON });
};

/** What one normalisation saw of the batch. */
export interface LayerStatistics {
  readonly name: string;
  /** [C] */
  readonly mean: Value;
  /** [C], biased: divided by `count`. */
  readonly variance: Value;
  /** Elements per channel. */
  readonly count: number;
}

/** With the statistics of the batch, as in training; each layer's are appended to the list. */
export function statisticsOfBatch(collected: LayerStatistics[]): Normalise {
  return (graph, x, name) => {
    const parameters = scaleAndBias(graph, x, name);
    const { output, ...statistics } = normaliseBatch(graph, x, parameters, { epsilon: EPSILON });
    collected.push({ name, ...statistics, count: elementCount(x.shape) / x.shape[1] });
    return output;
  };
}

/** A layer whose gradient by x lacks what goes through the statistics. */
export interface GivenLayer extends Pick<NormalisedPart, 'throughStatistics'> {
  readonly name: string;
}

/**
 * With statistics of a batch of which x is a part, given under the names of the stored ones; each
 * layer is appended to the list.
 */
export function givenStatistics(collected: GivenLayer[]): Normalise {
  return (graph, x, name) => {
    const given = { ...scaleAndBias(graph, x, name), ...meanAndVariance(graph, x, name) };
    const { output, throughStatistics } = normaliseGiven(graph, x, given, { epsilon: EPSILON });
    collected.push({ name, throughStatistics });
    return output;
  };
}

function scaleAndBias(graph: GraphBuilder, x: Value, name: string) {
  const channels = [x.shape[1]];
  return {
    scale: graph.parameter(`${name}.weight`, channels),
    bias: graph.parameter(`${name}.bias`, channels),
  };
}

function meanAndVariance(graph: GraphBuilder, x: Value, name: string) {
  const channels = [x.shape[1]];
  return {
    mean: graph.parameter(`${name}.running_mean`, channels),
    variance: graph.parameter(`${name}.running_var`, channels),
  };
}
