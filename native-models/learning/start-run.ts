import { initialWeights, type NetworkSpec } from '../architectures/network.ts';
import { randomFor } from './derived-random.ts';
import type { TrainingSettings } from './settings.ts';
import { startState, type TrainingState, type Weights } from './training-state.ts';

/**
 * The state before the first step of a run: random weights by the run's seed, those of `pretrained`
 * in their place by name.
 *
 * @param pretrained Weights that fit the network; others are its reader's to leave out.
 * @throws RangeError when one has no place in the network or another shape.
 */
export function startRun(
  spec: NetworkSpec,
  { inputSize, seed }: Pick<TrainingSettings, 'inputSize' | 'seed'>,
  pretrained: Weights = new Map(),
): TrainingState {
  const weights = initialWeights(spec, inputSize, randomFor(seed, 'weights'));
  for (const [name, given] of pretrained) {
    const place = weights.get(name);
    if (place?.shape.join() !== given.shape.join()) {
      throw new RangeError(`${name} of [${given.shape.join()}] has no place in the network`);
    }
    weights.set(name, given);
  }
  return startState(weights);
}
