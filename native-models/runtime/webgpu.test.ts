import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildNetwork, initialWeights, type NetworkSpec } from '../architectures/network.ts';
import { storedStatistics } from '../architectures/normalise.ts';
import { studySwin } from '../architectures/swin/swin.ts';
import type { Formulations } from '../graph/formulations.ts';
import { graphBuilder } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { parseSafetensors } from '../graph/safetensors.ts';
import { elementCount, tensor, type Shape, type Tensor } from '../graph/tensor-type.ts';
import { contrastivePairs } from '../learning/contrastive-loss.ts';
import { classTargets } from '../learning/cross-entropy.ts';
import { gradientName, trainingGraph } from '../learning/training-graph.ts';
import { seededRandom } from '../numeric/random.ts';
import { relativeL2, required } from '../testing/network-reference.ts';
import { densenetSize, resnetSize } from '../testing/network-size.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { probeFormulations } from './probe-formulations.ts';
import { createSession } from './session.ts';

// Debian's Chromium brings a graphics card in software. Vulkan reads this once, at the first session
// of the process, and each test file has a process of its own.
const softwareGpu = '/usr/lib/chromium/vk_swiftshader_icd.json';
if (existsSync(softwareGpu)) process.env['VK_ICD_FILENAMES'] = softwareGpu;

const formulations = await probeFormulations('webgpu').catch(() => undefined);

const narrow = { resnet18: resnetSize, resnet50: resnetSize, densenet: densenetSize } as const;

test.skipIf(!formulations)('what does not run on webgpu is found out beforehand', () => {
  // Measured with ONNX Runtime 1.30: both are placed on the device and throw when they run.
  expect(formulations).toEqual({
    transposedConv: false,
    maxPoolIndices: false,
    largeKernels: false,
    tiledConv: false,
  } satisfies Formulations);
});

test('the processor has every formulation', async () => {
  expect(await probeFormulations('cpu')).toEqual({
    transposedConv: true,
    maxPoolIndices: true,
    largeKernels: true,
    tiledConv: true,
  } satisfies Formulations);
});

// Reference tensors of MONAI 1.1.0's networks with the study's heads, PyTorch 1.13, float32.
for (const [name, sizeOf] of Object.entries(narrow)) {
  const file = sharedFile(`reference/networks/${name}-narrow.safetensors`);

  test.skipIf(!formulations || !file)(
    `the narrow ${name} agrees with MONAI on webgpu`,
    async () => {
      const tensors = readTensors(file);
      const [x, radiomics] = [required(tensors, 'x'), required(tensors, 'radiomics')];
      const graph = graphBuilder();
      const inputs = {
        x: graph.input('x', x.shape),
        radiomics: graph.input('radiomics', radiomics.shape),
      };
      const backbone = sizeOf(part(tensors, 'w.'));
      const radiomicsCount = radiomics.shape[1];
      const build = buildNetwork({ backbone, fusion: 'concat', radiomicsCount });
      const { stages, features, logits, projection } = build(graph, inputs, storedStatistics);
      const network = graph.finish({
        ...Object.fromEntries(stages.map((stage, n) => [`stage${n + 1}`, stage])),
        ...{ features, logits, projection },
      });
      const results = await runOnce(encodeModel(network, part(tensors, 'w.')), { x, radiomics });
      for (const { name: output } of network.outputs.filter((o) => tensors.has(o.name))) {
        const gap = relativeL2(required(results, output), required(tensors, output));
        expect(gap, `${output} is off by ${gap}`).toBeLessThan(1e-5);
      }
    },
  );
}

// At the reference's 64³ its attention among 343 voxels is too much for a graphics card in software. At
// 16³ its first stage still has whole and shifted windows, padded; the processor, which agrees with
// MONAI in architectures/networks.test.ts, is the witness.
test.skipIf(!formulations)(
  'the narrow swin gives on webgpu what it gives on the processor',
  { timeout: 300_000 },
  async () => {
    const backbone = { ...studySwin, family: 'swin', embed: 12 } as const;
    const spec: NetworkSpec = { backbone, fusion: 'concat', radiomicsCount: 10 };
    const random = seededRandom(1);
    const noise = (shape: Shape): Tensor =>
      tensor(
        shape,
        Float32Array.from({ length: elementCount(shape) }, () => random.next()),
      );
    const [x, radiomics] = [noise([1, 1, 16, 16, 16]), noise([1, 10])];
    const weights = initialWeights(spec, 16, random);
    // No scale is 1 and no bias 0.
    for (const { shape, data } of weights.values()) {
      if (shape.length === 1) for (let n = 0; n < data.length; n += 1) data[n] += random.next();
    }
    const on = async (provider: 'cpu' | 'webgpu'): Promise<Tensors> => {
      const graph = graphBuilder(await probeFormulations(provider));
      const inputs = {
        x: graph.input('x', x.shape),
        radiomics: graph.input('radiomics', radiomics.shape),
      };
      const { stages, logits } = buildNetwork(spec)(graph, inputs, storedStatistics);
      const named = stages.map((stage, n) => [`stage${n + 1}`, stage] as const);
      const network = graph.finish({ ...Object.fromEntries(named), logits });
      return runOnce(encodeModel(network, weights), { x, radiomics }, provider);
    };
    const [ours, expected] = [await on('webgpu'), await on('cpu')];
    expect([...expected.keys()]).toHaveLength(5);
    for (const [output, values] of expected) {
      const gap = relativeL2(required(ours, output), values);
      expect(gap, `${output} is off by ${gap}`).toBeLessThan(1e-5);
    }
  },
);

// Traces of PyTorch 1.13 on the same network; see learning/training-trace.test.ts.
const trainingFile = sharedFile('reference/networks/train-resnet18.safetensors');

test.skipIf(!formulations || !trainingFile)(
  'losses and gradients of the narrow resnet18 agree with PyTorch on webgpu',
  { timeout: 300_000 },
  async () => {
    const tensors = readTensors(trainingFile);
    const [x, radiomics] = [required(tensors, 'x0'), required(tensors, 'radiomics0')];
    const labels = [...required(tensors, 'y').data];
    const weights = part(tensors, 'w0.');
    const backbone = resnetSize(weights);
    const spec = { backbone, fusion: 'concat', radiomicsCount: radiomics.shape[1] } as const;
    const { graph, learning } = trainingGraph({
      ...{ build: buildNetwork(spec), image: x.shape, radiomics: radiomics.shape },
      normalisation: 'batch',
      formulations: await probeFormulations('webgpu'),
    });
    const results = await runOnce(encodeModel(graph), {
      ...Object.fromEntries(graph.parameters.map((p) => [p.name, required(weights, p.name)])),
      ...{ x, radiomics, targets: classTargets(labels), ...contrastivePairs(labels) },
    });
    const [entropy, contrastive] = required(tensors, 'losses').data;
    expect(required(results, 'crossEntropy').data[0] / entropy).toBeCloseTo(1, 4);
    expect(required(results, 'contrastive').data[0] / contrastive).toBeCloseTo(1, 4);

    const expected = part(tensors, 'grad0.');
    const compared = learning.filter(
      ({ name }) => norm(required(expected, name)) > NOISE && !WITHOUT_GRADIENT.test(name),
    );
    expect(compared.length).toBeGreaterThan(0.8 * learning.length);
    for (const parameter of compared) {
      const ours = required(results, gradientName(parameter.name));
      const gap = relativeL2(ours, required(expected, parameter.name));
      expect(gap, `gradient of ${parameter.name} is off by ${gap}`).toBeLessThan(1e-3);
    }
  },
);

/** Gradients below this norm are rounding; that of a bias before a batch normalisation is nothing else. */
const NOISE = 1e-6;
const WITHOUT_GRADIENT = /\.downsample\.0\.bias$/;

type Tensors = ReadonlyMap<string, Tensor>;

async function runOnce(
  model: Uint8Array,
  inputs: Readonly<Record<string, Tensor>>,
  provider: 'cpu' | 'webgpu' = 'webgpu',
): Promise<Tensors> {
  const session = await createSession(model, { provider });
  try {
    return await session.run(inputs);
  } finally {
    await session.dispose();
  }
}

function readTensors(path = ''): Tensors {
  return parseSafetensors(readFileSync(path)).tensors;
}

/** Tensors under a prefix, by their names without it. */
function part(tensors: Tensors, prefix: string): Tensors {
  const named = [...tensors].filter(([name]) => name.startsWith(prefix));
  return new Map(named.map(([name, value]) => [name.slice(prefix.length), value]));
}

function norm({ data }: Tensor): number {
  return Math.sqrt(data.reduce((sum, value) => sum + value * value, 0));
}
