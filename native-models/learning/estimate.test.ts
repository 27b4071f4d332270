import { expect, test } from 'vitest';
import { backboneOf } from '../architectures/backbone-size.ts';
import type { NetworkSpec } from '../architectures/network.ts';
import { estimateRun, type TrainingEstimate } from './estimate.ts';
import type { TrainingSettings } from './settings.ts';

const spec: NetworkSpec = {
  backbone: backboneOf('resnet18', 1, 96),
  fusion: 'concat',
  radiomicsCount: 10,
};
const study: TrainingSettings = {
  ...{ inputSize: 96, epochs: 100, batch: 12, learningRate: 1e-4, emaDecay: 0.9997, seed: 5 },
  ...{ learns: 'all', normalisation: 'batch', contrastive: true, auxiliary: false },
  ...{ classWeights: false, augmentation: true, earlyStop: null },
};
const estimate = (changes: Partial<TrainingSettings>): TrainingEstimate =>
  estimateRun({
    ...{ spec, settings: { ...study, ...changes }, secondsPerWork: 1e-9 },
    cases: { training: 470, validation: 202 },
  });

test('parameters are those of the network, learned ones those that gradients move', () => {
  // Linear layers by hand: classifier, and both of the projection, with their biases.
  const heads = 522 * 2 + 2 + 522 * 1024 + 1024 + 1024 * 128 + 128;
  expect(estimate({ learns: 'heads' }).learned).toBe(heads);
  // PyTorch's count for MONAI 1.1.0's ResNet-18 with the study's heads, and its statistics.
  const auxiliary = 3 * (522 * 2 + 2) + 522 + 1;
  const statistics = 2 * (64 + 4 * (64 + 128 + 256 + 512) + 128 + 256 + 512);
  expect(estimate({}).learned).toBe(33832355 - auxiliary);
  expect(estimate({}).parameters).toBe(33832355 - auxiliary + statistics);
});

test('a step of the whole batch costs three forward passes less the gradient by the image', () => {
  const { secondsPerStep, stepsPerEpoch } = estimate({});
  expect(stepsPerEpoch).toBe(40);
  // 212.0 GFLOP forward by design, of which 38.8 in the stem; a multiplication with its addition is 2.
  const products = (12 * (3 * 212 - 38.8)) / 2;
  expect(secondsPerStep).toBeGreaterThan(products);
  // Gathering and what is no product, as measured.
  expect(secondsPerStep).toBeLessThan(2.5 * products);
});

test('patient by patient needs a part of the memory and the forward pass once more', () => {
  const whole = estimate({});
  const pooled = estimate({ normalisation: 'two-pass' });
  expect(pooled.peakBytes).toBeLessThan(0.4 * whole.peakBytes);
  expect(pooled.secondsPerStep).toBeGreaterThan(whole.secondsPerStep);
  // Less than a forward pass, as what products give is kept; it is more than a third of a step, as
  // the stem, which no tiles make faster, has no gradient by the image.
  expect(pooled.secondsPerStep).toBeLessThan(1.45 * whole.secondsPerStep);
  expect(pooled.parameters).toBe(whole.parameters);
});

test('frozen stages cost one pass for each view, and the memory of what they give', () => {
  const one = estimate({ learns: 'last-stage', augmentation: false });
  const three = estimate({ learns: 'last-stage', views: 3 });
  const features = 256 * 12 ** 3 * 4;
  expect(three.peakBytes - one.peakBytes).toBe(2 * 470 * features);
  expect(three.secondsPerStep).toBe(one.secondsPerStep);
  expect(three.totalSeconds).toBeGreaterThan(one.totalSeconds);
  expect(one.secondsPerStep).toBeLessThan(0.1 * estimate({}).secondsPerStep);
});
