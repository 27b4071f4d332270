import { joined, type CutNetwork } from './cut-network.ts';
import type { TrainingSettings } from './settings.ts';
import type { TrainingPlan } from './training-graph.ts';

/** How a batch becomes gradients: in one graph, or patient by patient. */
export type GradientWay = 'whole-batch' | 'two-pass' | 'frozen';

export function gradientWay({ learns, normalisation }: TrainingSettings): GradientWay {
  // Behind frozen stages the graph of a batch is small.
  return learns !== 'all' || normalisation === 'batch' ? 'whole-batch' : normalisation;
}

/** What of a training graph the settings decide: the part that is computed anew at every step. */
export function learningPlan(
  network: CutNetwork,
  { learns, normalisation, contrastive }: TrainingSettings,
): Pick<TrainingPlan, 'build' | 'normalisation' | 'learns' | 'contrastive'> {
  // Layers that do not learn must not follow the batches either.
  const isStored = normalisation === 'frozen' || learns === 'heads';
  return {
    build: learns === 'all' ? joined(network) : network.upper,
    normalisation: isStored ? 'stored' : 'batch',
    learns: network.learns,
    contrastive,
  };
}
