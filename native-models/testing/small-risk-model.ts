import { createHash } from 'node:crypto';
import { initialResNetWeights } from '../architectures/initialise.ts';
import { encodeSafetensors } from '../graph/safetensors.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { seededRandom } from '../numeric/random.ts';
import type { RiskArchitecture, RiskModelCard } from '../runtime/risk-model-card.ts';
import { riskNetwork } from '../runtime/risk-network.ts';

const architecture: RiskArchitecture = {
  network: 'resnet3d-basic',
  blocks: [1, 1, 1, 1],
  widths: [2, 2, 3, 3],
  fusion: 'concat',
};

/** Weights of the head: two radiomics features, three of the network. */
export const headWeights = [0.8, -0.5, 0.3, -0.2, 0.4];
export const headBias = -0.25;
export const networkMeans = [0.1, 0.2, 0.3];

/** The two files of a real, tiny risk model with a head whose numbers a test can follow. */
export function smallRiskModel(): { readonly card: RiskModelCard; readonly weights: Uint8Array } {
  const graph = riskNetwork(architecture, 2);
  const tensors: Map<string, Tensor> = initialResNetWeights(graph.parameters, seededRandom(5));
  const rows = [...headWeights.map((w) => -w / 2), ...headWeights.map((w) => w / 2)];
  tensors.set('fc.weight', tensor([2, 5], Float32Array.from(rows)));
  tensors.set('fc.bias', tensor([2], Float32Array.of(-headBias / 2, headBias / 2)));
  // 101 refits whose bias runs evenly from 1 below to 1 above the head's.
  const refits = Array.from({ length: 101 }, (_, b) => headBias + (b - 50) / 50);
  tensors.set('bootstrap.bias', tensor([101], Float32Array.from(refits)));
  const repeated = Float32Array.from(refits.flatMap(() => headWeights));
  tensors.set('bootstrap.weight', tensor([101, 5], repeated));
  tensors.set('training.features.mean', tensor([3], Float32Array.from(networkMeans)));
  const weights = encodeSafetensors({ tensors, metadata: {} });
  return { card: cardOf(weights), weights };
}

function cardOf(weights: Uint8Array): RiskModelCard {
  return {
    format: 1,
    id: 'small',
    name: 'Small',
    label: 'for tests',
    demo: true,
    intendedUse: 'tests',
    description: 'tests',
    limits: ['tests'],
    training: {
      description: 'none',
      n: 4,
      positives: 2,
      generator: 'none',
      generatorVersion: '0',
      random: 'none',
      seed: 0,
    },
    architecture,
    radiomics: {
      binWidth: 25,
      features: [
        {
          column: 'original_shape_VoxelVolume',
          mean: 3000,
          sd: 500,
          quantiles: [1000, 2000, 3000, 4000, 5000],
        },
        { column: 'original_firstorder_Mean', mean: -500, sd: 100, quantiles: [-480, -400, -300] },
      ],
    },
    cohort: { probabilities: [0.1, 0.3, 0.6, 0.9], labels: [0, 1, 0, 1] },
    metrics: [{ name: 'none', value: '0' }],
    parameters: 1,
    weightsSha256: createHash('sha256').update(weights).digest('hex'),
  };
}
