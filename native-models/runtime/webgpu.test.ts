import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fusions } from '../architectures/fusion.ts';
import { classifierHead, projectionHead, resnetHeads } from '../architectures/heads.ts';
import { storedStatistics } from '../architectures/normalise.ts';
import { resnet, type ResNetSize } from '../architectures/resnet.ts';
import type { Formulations } from '../graph/formulations.ts';
import { graphBuilder } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { parseSafetensors } from '../graph/safetensors.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import { contrastivePairs } from '../learning/contrastive-loss.ts';
import { classTargets } from '../learning/cross-entropy.ts';
import { gradientName, trainingGraph, type BuildNetwork } from '../learning/training-graph.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { probeFormulations } from './probe-formulations.ts';
import { createSession } from './session.ts';

// Debian's Chromium brings a graphics card in software. Vulkan reads this once, at the first session
// of the process, and each test file has a process of its own.
const softwareGpu = '/usr/lib/chromium/vk_swiftshader_icd.json';
if (existsSync(softwareGpu)) process.env['VK_ICD_FILENAMES'] = softwareGpu;

const formulations = await probeFormulations('webgpu').catch(() => undefined);
const inferenceFile = sharedFile('reference/networks/resnet18-narrow.safetensors');
const trainingFile = sharedFile('reference/networks/train-resnet18.safetensors');

const narrow: ResNetSize = { block: 'basic', blocks: [2, 2, 2, 2], widths: [4, 8, 12, 16] };

const build: BuildNetwork = (graph, { x, radiomics }, normalise) => {
  const { features } = resnet(graph, x, narrow, normalise);
  const fused = fusions.concat(graph, { radiomics, features });
  return {
    logits: classifierHead(graph, fused, resnetHeads),
    projection: projectionHead(graph, fused, resnetHeads),
  };
};

test.skipIf(!formulations)('what does not run on webgpu is found out beforehand', () => {
  // Measured with ONNX Runtime 1.30: both are placed on the device and throw when they run.
  expect(formulations).toEqual({
    transposedConv: false,
    maxPoolIndices: false,
    largeKernels: false,
  } satisfies Formulations);
});

test('the processor has every formulation', async () => {
  expect(await probeFormulations('cpu')).toEqual({
    transposedConv: true,
    maxPoolIndices: true,
    largeKernels: true,
  } satisfies Formulations);
});

// Reference tensors of MONAI 1.1.0's networks with the study's heads, PyTorch 1.13, float32.
test.skipIf(!formulations || !inferenceFile)(
  'the narrow ResNet-18 agrees with MONAI at every stage on webgpu',
  async () => {
    const tensors = readTensors(inferenceFile);
    const [x, radiomics] = [required(tensors, 'x'), required(tensors, 'radiomics')];
    const graph = graphBuilder();
    const inputs = {
      x: graph.input('x', x.shape),
      radiomics: graph.input('radiomics', radiomics.shape),
    };
    const { stages, features } = resnet(graph, inputs.x, narrow, storedStatistics);
    const fused = fusions.concat(graph, { radiomics: inputs.radiomics, features });
    const network = graph.finish({
      ...Object.fromEntries(stages.map((stage, s) => [`stage${s + 1}`, stage])),
      features,
      logits: classifierHead(graph, fused, resnetHeads),
      projection: projectionHead(graph, fused, resnetHeads),
    });
    const model = encodeModel(network, part(tensors, 'w.'));
    const results = await runOnce(model, { x, radiomics });
    for (const { name } of network.outputs) {
      const gap = relativeL2(required(results, name), required(tensors, name));
      expect(gap, `${name} is off by ${gap}`).toBeLessThan(1e-5);
    }
  },
);

test.skipIf(!formulations || !trainingFile)(
  'losses and every gradient of a training step agree with PyTorch on webgpu',
  async () => {
    const tensors = readTensors(trainingFile);
    const [x, radiomics] = [required(tensors, 'x0'), required(tensors, 'radiomics0')];
    const labels = [...required(tensors, 'y').data];
    const { graph, learning } = trainingGraph({
      ...{ build, image: x.shape, radiomics: radiomics.shape, normalisation: 'batch' },
      formulations: await probeFormulations('webgpu'),
    });
    const weights = part(tensors, 'w0.');
    const results = await runOnce(encodeModel(graph), {
      ...Object.fromEntries(graph.parameters.map(({ name }) => [name, required(weights, name)])),
      ...{ x, radiomics, targets: classTargets(labels), ...contrastivePairs(labels) },
    });
    const [entropy, contrastive] = required(tensors, 'losses').data;
    expect(required(results, 'crossEntropy').data[0] / entropy).toBeCloseTo(1, 4);
    expect(required(results, 'contrastive').data[0] / contrastive).toBeCloseTo(1, 4);

    const expected = part(tensors, 'grad0.');
    const compared = learning.filter(({ name }) => norm(required(expected, name).data) > NOISE);
    expect(compared.length).toBeGreaterThan(40);
    for (const { name } of compared) {
      const gap = relativeL2(required(results, gradientName(name)), required(expected, name));
      expect(gap, `gradient of ${name} is off by ${gap}`).toBeLessThan(1e-3);
    }
  },
  300_000,
);

/** Gradients below this norm are rounding noise: biases before a batch normalisation have none. */
const NOISE = 1e-6;

type Tensors = ReadonlyMap<string, Tensor>;

async function runOnce(
  model: Uint8Array,
  inputs: Readonly<Record<string, Tensor>>,
): Promise<Tensors> {
  const session = await createSession(model, { provider: 'webgpu' });
  try {
    return await session.run(inputs);
  } finally {
    await session.dispose();
  }
}

function readTensors(path = ''): Tensors {
  return parseSafetensors(readFileSync(path)).tensors;
}

function part(tensors: Tensors, prefix: string): Tensors {
  const named = [...tensors].filter(([name]) => name.startsWith(prefix));
  return new Map(named.map(([name, value]) => [name.slice(prefix.length), value]));
}

function required(tensors: Tensors, name: string): Tensor {
  const found = tensors.get(name);
  if (!found) throw new Error(`there is no tensor ${name}`);
  return found;
}

function relativeL2(actual: Tensor, expected: Tensor): number {
  const difference = actual.data.map((value, n) => value - expected.data[n]);
  return norm(difference) / norm(expected.data);
}

function norm(data: Float32Array): number {
  return Math.sqrt(data.reduce((sum, value) => sum + value * value, 0));
}
