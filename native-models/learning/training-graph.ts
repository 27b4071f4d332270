import type { AuxiliaryHead } from '../architectures/heads.ts';
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
import { auxiliaryLoss } from './auxiliary-loss.ts';
import { contrastiveLoss } from './contrastive-loss.ts';
import { crossEntropy } from './cross-entropy.ts';

/** What a network computes for a batch. */
export interface NetworkOutput {
  /** [N, 2]: pN-, pN+. */
  readonly logits: Value;
  /** [N, E], as the contrastive loss sees the patients. */
  readonly projection: Value;
  /** Where the auxiliary heads learn too. */
  readonly auxiliary?: Readonly<Record<AuxiliaryHead, Value>> | null;
}

/** Appends a network with its heads. */
export type BuildNetwork = (
  graph: GraphBuilder,
  inputs: { readonly x: Value; readonly radiomics: Value },
  normalise: Normalise,
) => NetworkOutput;

export interface TrainingPlan {
  readonly build: BuildNetwork;
  /** [N, …]: the images, or what earlier stages made of them. */
  readonly image: Shape;
  /** [N, r] */
  readonly radiomics: Shape;
  /** With the statistics of the batch, or with the stored ones, which then stay as they are. */
  readonly normalisation: 'batch' | 'stored';
  /** Parameters that learn, by name; all but the stored statistics where absent. */
  readonly learns?: (name: string) => boolean;
  /** NT-Xent is part of the loss; it is where absent. */
  readonly contrastive?: boolean;
  /** The gradient by `x` is wanted too, for the stages before. */
  readonly imageGradient?: boolean;
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
 * Forward and backward pass of a batch: inputs `x`, `radiomics` and the targets of the losses
 * (`batchInputs`); outputs each loss and the gradients of their sum.
 */
export function trainingGraph(plan: TrainingPlan): TrainingGraph {
  const graph = graphBuilder(plan.formulations);
  const x = graph.input('x', plan.image);
  const radiomics = graph.input('radiomics', plan.radiomics);
  const statistics: LayerStatistics[] = [];
  const normalise =
    plan.normalisation === 'batch' ? statisticsOfBatch(statistics) : storedStatistics;
  const network = plan.build(graph, { x, radiomics }, normalise);
  const losses = lossesOf(graph, network, plan.contrastive ?? true);
  const loss = Object.values(losses).reduce((sum, one) => graph.apply(add, [sum, one], {}));

  const learning = graph.parameters.filter(
    ({ name }) => isLearned(name) && (plan.learns?.(name) ?? true),
  );
  const by = plan.imageGradient ? [...learning, x] : learning;
  const named = gradientsOf(graph, loss, by).map(
    (value, k) => [gradientName(by[k].name), value] as const,
  );
  const seen = statistics.flatMap(({ name, mean, variance }) => [
    [statisticsName(name, 'mean'), mean] as const,
    [statisticsName(name, 'variance'), variance] as const,
  ]);
  const outputs = { ...losses, logits: network.logits };
  return {
    graph: graph.finish({ ...outputs, ...Object.fromEntries([...named, ...seen]) }),
    learning,
    statistics,
  };
}

/** The losses by name; their sum is what is made small. Declares the inputs they need. */
function lossesOf(
  graph: GraphBuilder,
  { logits, projection, auxiliary }: NetworkOutput,
  contrastive: boolean,
): Readonly<Record<string, Value>> {
  const n = logits.shape[0];
  const pairs = (name: string): Value => graph.input(name, [n, n]);
  return {
    crossEntropy: crossEntropy(graph, logits, graph.input('targets', [n, 2])),
    ...(contrastive && {
      contrastive: contrastiveLoss(graph, projection, {
        positives: pairs('positives'),
        negatives: pairs('negatives'),
      }),
    }),
    ...(auxiliary && { auxiliary: auxiliaryLoss(graph, auxiliary) }),
  };
}

/** Stored statistics follow the batches; no gradient moves them. */
export function isLearned(name: string): boolean {
  return !/\.running_(mean|var)$/.test(name);
}
