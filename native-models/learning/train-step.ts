import type { Value } from '../graph/op.ts';
import type { Session } from '../graph/run-session.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import { adamStep, type AdamSettings } from './adam.ts';
import { batchInputs, type Batch } from './batch.ts';
import { moveAverage } from './moving-average.ts';
import { moveStatistics, type SeenStatistics } from './running-statistics.ts';
import { gradientName, statisticsName, type TrainingGraph } from './training-graph.ts';
import { momentsOf, type TrainingState, type Weights } from './training-state.ts';

export interface StepSettings {
  readonly adam: AdamSettings;
  /** Learning rate of this step. */
  readonly rate: number;
  /** Decay of the averaged copy. */
  readonly decay: number;
  readonly classWeights?: readonly [number, number];
}

/** The losses of a batch; 0 for those that are not part of the run. */
export interface StepLosses {
  readonly crossEntropy: number;
  readonly contrastive: number;
  readonly auxiliary: number;
}

/** What a batch says about the weights. */
export interface BatchGradients {
  readonly losses: StepLosses;
  /** Gradient of the sum of the losses by each weight that learns. */
  readonly gradients: ReadonlyMap<string, Float32Array>;
  /** What each batch normalisation saw, by layer. */
  readonly statistics: ReadonlyMap<string, SeenStatistics>;
}

/** A graph with a session of it. */
export interface Loaded<G> {
  readonly graph: G;
  readonly session: Session;
}

/** One step over a whole batch in one graph. */
export async function trainStep(
  state: TrainingState,
  batch: Batch,
  loaded: Loaded<TrainingGraph>,
  settings: StepSettings,
): Promise<StepLosses> {
  const inputs = batchInputs(loaded.graph.graph, batch, settings.classWeights);
  const found = await batchGradients(state.weights, inputs, loaded);
  updateState(state, found, settings);
  return found.losses;
}

/**
 * Losses, gradients and statistics of a batch from one graph.
 *
 * @param inputs `batchInputs` of the graph.
 * @returns With the gradient by `x` where the graph has it.
 */
export async function batchGradients(
  weights: Weights,
  inputs: Readonly<Record<string, Tensor>>,
  { graph: { graph, learning, statistics }, session }: Loaded<TrainingGraph>,
): Promise<BatchGradients & { readonly image: Tensor | undefined }> {
  const results = await session.run({ ...parameterInputs(graph.parameters, weights), ...inputs });
  const data = (name: string): Float32Array => required(results, name).data;
  const loss = (name: keyof StepLosses): number => results.get(name)?.data[0] ?? 0;
  return {
    losses: {
      crossEntropy: loss('crossEntropy'),
      contrastive: loss('contrastive'),
      auxiliary: loss('auxiliary'),
    },
    gradients: new Map(learning.map(({ name }) => [name, data(gradientName(name))])),
    statistics: new Map(
      statistics.map(({ name, count }) => {
        const [mean, variance] = [
          data(statisticsName(name, 'mean')),
          data(statisticsName(name, 'variance')),
        ];
        return [name, { mean, variance, count }];
      }),
    ),
    image: results.get(gradientName('x')),
  };
}

/** Moves a state by what a batch says: Adam, then the stored statistics, then the average. */
export function updateState(
  state: TrainingState,
  { gradients, statistics }: BatchGradients,
  { adam, rate, decay }: StepSettings,
): void {
  state.step += 1;
  for (const [name, gradient] of gradients) {
    const weight = required(state.weights, name);
    const moments = momentsOf(state, { name, shape: weight.shape });
    adamStep(weight, gradient, moments, { ...adam, rate, step: state.step });
  }
  for (const [layer, seen] of statistics) moveStatistics(state.weights, layer, seen);
  moveAverage(state.averages, state.weights, decay);
}

/** The weights of a graph as its inputs. */
export function parameterInputs(
  parameters: readonly Value[],
  weights: Weights,
): Record<string, Tensor> {
  return Object.fromEntries(parameters.map(({ name }) => [name, required(weights, name)]));
}

export function required(tensors: Weights, name: string): Tensor {
  const found = tensors.get(name);
  if (!found) throw new RangeError(`no tensor named ${name}`);
  return found;
}
