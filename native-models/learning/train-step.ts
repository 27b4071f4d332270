import type { Session } from '../graph/run-session.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import { adamStep, type AdamSettings } from './adam.ts';
import { contrastivePairs } from './contrastive-loss.ts';
import { classTargets } from './cross-entropy.ts';
import { moveAverage } from './moving-average.ts';
import { moveStatistics } from './running-statistics.ts';
import { gradientName, statisticsName, type TrainingGraph } from './training-graph.ts';
import { momentsOf, type TrainingState } from './training-state.ts';

export interface Batch {
  /** [N, …] */
  readonly x: Tensor;
  /** [N, r] */
  readonly radiomics: Tensor;
  /** 0: pN-, 1: pN+. */
  readonly labels: readonly number[];
}

export interface StepSettings {
  readonly adam: AdamSettings;
  /** Learning rate of this step. */
  readonly rate: number;
  /** Decay of the averaged copy. */
  readonly decay: number;
  readonly classWeights?: readonly [number, number];
}

export interface StepLosses {
  readonly crossEntropy: number;
  readonly contrastive: number;
}

/** One step over a whole batch: losses and gradients from the session, then Adam, statistics and average. */
export async function trainStep(
  state: TrainingState,
  batch: Batch,
  { graph, session }: { readonly graph: TrainingGraph; readonly session: Session },
  settings: StepSettings,
): Promise<StepLosses> {
  const { x, radiomics, labels } = batch;
  const results = await session.run({
    ...parametersOf(graph, state),
    ...{ x, radiomics, targets: classTargets(labels, settings.classWeights) },
    ...contrastivePairs(labels),
  });
  const result = (name: string): Float32Array => {
    const found = results.get(name);
    if (!found) throw new RangeError(`the graph has no output ${name}`);
    return found.data;
  };

  state.step += 1;
  for (const parameter of graph.learning) {
    const moments = momentsOf(state, parameter);
    const gradient = result(gradientName(parameter.name));
    adamStep(weight(state, parameter.name), gradient, moments, {
      ...settings.adam,
      rate: settings.rate,
      step: state.step,
    });
  }
  for (const { name, count } of graph.statistics) {
    const [mean, variance] = [
      result(statisticsName(name, 'mean')),
      result(statisticsName(name, 'variance')),
    ];
    moveStatistics(state.weights, name, { mean, variance, count });
  }
  moveAverage(state.averages, state.weights, settings.decay);
  return { crossEntropy: result('crossEntropy')[0], contrastive: result('contrastive')[0] };
}

function parametersOf({ graph }: TrainingGraph, state: TrainingState): Record<string, Tensor> {
  return Object.fromEntries(graph.parameters.map(({ name }) => [name, weight(state, name)]));
}

function weight({ weights }: TrainingState, name: string): Tensor {
  const found = weights.get(name);
  if (!found) throw new RangeError(`no weight named ${name}`);
  return found;
}
