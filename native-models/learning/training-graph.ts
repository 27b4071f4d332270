import {
  statisticsOfBatch,
  storedStatistics,
  type LayerStatistics,
  type Normalise,
} from '../architectures/normalise.ts';
import { gradientsOf } from '../graph/differentiate.ts';
import type { Formulations } from '../graph/formulations.ts';
import { graphBuilder, type Graph, type GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { add } from '../graph/ops/add.ts';
import type { Shape } from '../graph/tensor-type.ts';
import { contrastiveLoss } from './contrastive-loss.ts';
import { crossEntropy } from './cross-entropy.ts';

/** What a network computes for a batch. */
export interface NetworkOutput {
  /** [N, 2]: pN-, pN+. */
  readonly logits: Value;
  /** [N, E], as the contrastive loss sees the patients. */
  readonly projection: Value;
}

/** Appends a network with its heads. */
export type BuildNetwork = (
  graph: GraphBuilder,
  inputs: { readonly x: Value; readonly radiomics: Value },
  normalise: Normalise,
) => NetworkOutput;

export interface TrainingPlan {
  readonly build: BuildNetwork;
  /** [N, …]: the images, or what frozen stages made of them. */
  readonly image: Shape;
  /** [N, r] */
  readonly radiomics: Shape;
  /** With the statistics of the batch, or with the stored ones, which then stay as they are. */
  readonly normalisation: 'batch' | 'stored';
  /** Parameters that learn, by name; all but the stored statistics where absent. */
  readonly learns?: (name: string) => boolean;
  readonly formulations: Formulations;
}

/** A graph that gives losses, gradients and batch statistics of a whole batch in one run. */
export interface TrainingGraph {
  readonly graph: Graph;
  /** Parameters whose gradient is an output, under `gradientName`. */
  readonly learning: readonly Value[];
  /** Layers whose statistics are outputs, under `statisticsName`. */
  readonly statistics: readonly LayerStatistics[];
}

export const gradientName = (parameter: string): string => `gradient:${parameter}`;
export const statisticsName = (layer: string, what: 'mean' | 'variance'): string =>
  `${what}:${layer}`;

/**
 * Forward and backward pass of a batch: inputs `x`, `radiomics`, `targets` [N, 2] (`classTargets`),
 * `positives` and `negatives` [N, N] (`contrastivePairs`); outputs `crossEntropy`, `contrastive` and
 * the gradients of their sum.
 */
export function trainingGraph(plan: TrainingPlan): TrainingGraph {
  const graph = graphBuilder(plan.formulations);
  const n = plan.image[0];
  const x = graph.input('x', plan.image);
  const radiomics = graph.input('radiomics', plan.radiomics);
  const targets = graph.input('targets', [n, 2]);
  const positives = graph.input('positives', [n, n]);
  const negatives = graph.input('negatives', [n, n]);

  const statistics: LayerStatistics[] = [];
  const normalise =
    plan.normalisation === 'batch' ? statisticsOfBatch(statistics) : storedStatistics;
  const { logits, projection } = plan.build(graph, { x, radiomics }, normalise);
  const entropy = crossEntropy(graph, logits, targets);
  const contrastive = contrastiveLoss(graph, projection, { positives, negatives });
  const loss = graph.apply(add, [entropy, contrastive], {});

  const learning = graph.parameters.filter(
    ({ name }) => isLearned(name) && (plan.learns?.(name) ?? true),
  );
  const gradients = gradientsOf(graph, loss, learning);
  const outputs = { crossEntropy: entropy, contrastive, logits };
  const named = gradients.map((value, k) => [gradientName(learning[k].name), value] as const);
  const seen = statistics.flatMap(({ name, mean, variance }) => [
    [statisticsName(name, 'mean'), mean] as const,
    [statisticsName(name, 'variance'), variance] as const,
  ]);
  return {
    graph: graph.finish({ ...outputs, ...Object.fromEntries([...named, ...seen]) }),
    learning,
    statistics,
  };
}

/** Stored statistics follow the batches; no gradient moves them. */
function isLearned(name: string): boolean {
  return !/\.running_(mean|var)$/.test(name);
}
