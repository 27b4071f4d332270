import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { graphBuilder, type Graph } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { parseSafetensors } from '../graph/safetensors.ts';
import { elementCount, tensor, type Shape, type Tensor } from '../graph/tensor-type.ts';
import { createSession } from '../runtime/session.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { fusions, type FusionName } from './fusion.ts';
import { classifierHead, projectionHead, resnetHeads } from './heads.ts';
import { storedStatistics } from './normalise.ts';
import { resnet, resnet18, type ResNetSize } from './resnet.ts';

// Reference tensors of MONAI 1.1.0's networks with the study's heads, PyTorch 1.13, float32.
const narrow: ResNetSize = { block: 'basic', blocks: [2, 2, 2, 2], widths: [4, 8, 12, 16] };
const resnetFile = sharedFile('reference/networks/resnet18-narrow.safetensors');
const fullSizeFile = sharedFile('reference/networks/full-size.json');

test.skipIf(!resnetFile)('the narrow ResNet-18 agrees with MONAI at every stage', async () => {
  await expectEqualToReference(resnetFile ?? '', [
    'stage1',
    'stage2',
    'stage3',
    'stage4',
    'features',
    'logits',
    'projection',
  ]);
});

const fusionFiles: Readonly<Record<Exclude<FusionName, 'none'>, string>> = {
  concat: 'fusion-concat',
  'concat*': 'fusion-concat-star',
  'add*': 'fusion-add-star',
  'learnable-add*': 'fusion-learnable-add-star',
};

for (const [fusion, name] of Object.entries(fusionFiles)) {
  const file = sharedFile(`reference/networks/${name}.safetensors`);
  test.skipIf(!file)(`the ${fusion} fusion agrees with the study’s code`, async () => {
    const heads = ['logits', 'projection'];
    await expectEqualToReference(file ?? '', heads, fusion as FusionName);
  });
}

test.skipIf(!fullSizeFile)('the full ResNet-18 has MONAI’s parameters and features', async () => {
  const reference = fullSizeReference(fullSizeFile ?? '');
  const graph = graphBuilder();
  const { features } = resnet(
    graph,
    graph.input('x', [1, 1, 96, 96, 96]),
    resnet18,
    storedStatistics,
  );
  const network = graph.finish({ features });

  const backbone = [...reference.weights.keys()].filter((name) => /^(conv1|bn1|layer)/.test(name));
  expect(network.parameters.map(({ name }) => name).toSorted()).toEqual(backbone.toSorted());

  const session = await createSession(encodeModel(network, reference.weights));
  try {
    const results = await session.run({ x: reference.x });
    const expected = tensor([1, 512], Float32Array.from(reference.features));
    expect(relativeL2(required(results, 'features'), expected)).toBeLessThan(1e-5);
  } finally {
    await session.dispose();
  }
});

async function expectEqualToReference(
  path: string,
  names: readonly string[],
  fusion: FusionName = 'concat',
): Promise<void> {
  const { tensors } = parseSafetensors(readFileSync(path));
  const weights = new Map(
    [...tensors]
      .filter(([name]) => name.startsWith('w.'))
      .map(([name, value]) => [name.slice(2), value]),
  );
  const [x, radiomics] = [required(tensors, 'x'), required(tensors, 'radiomics')];
  const session = await createSession(encodeModel(narrowNetwork(x, radiomics, fusion), weights));
  try {
    const results = await session.run({ x, radiomics });
    for (const name of names) {
      const difference = relativeL2(required(results, name), required(tensors, name));
      expect(difference, `${name} is off by ${difference}`).toBeLessThan(1e-5);
    }
  } finally {
    await session.dispose();
  }
}

function narrowNetwork(x: Tensor, radiomics: Tensor, fusion: FusionName): Graph {
  const graph = graphBuilder();
  const image = graph.input('x', x.shape);
  const r = graph.input('radiomics', radiomics.shape);
  const { stages, features } = resnet(graph, image, narrow, storedStatistics);
  const fused = fusions[fusion](graph, { radiomics: r, features });
  return graph.finish({
    ...Object.fromEntries(stages.map((stage, s) => [`stage${s + 1}`, stage])),
    features,
    logits: classifierHead(graph, fused, resnetHeads),
    projection: projectionHead(graph, fused, resnetHeads),
  });
}

function relativeL2(actual: Tensor, expected: Tensor): number {
  expect(actual.shape).toEqual(expected.shape);
  let [distance, length] = [0, 0];
  for (const [n, value] of expected.data.entries()) {
    distance += (actual.data[n] - value) ** 2;
    length += value ** 2;
  }
  return Math.sqrt(distance / length);
}

function required(tensors: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const found = tensors.get(name);
  if (!found) throw new Error(`the reference has no tensor ${name}`);
  return found;
}

interface FullSize {
  readonly state_dict: readonly (readonly [name: string, shape: Shape])[];
  readonly features: readonly number[];
}

/** Weights and input that a stated formula gives, so that only the features had to be stored. */
function fullSizeReference(path: string) {
  const { full } = JSON.parse(readFileSync(path, 'utf8')) as { full: { resnet18: FullSize } };
  const { state_dict: entries, features } = full.resnet18;
  const weights = new Map(
    entries.map(([name, shape], k) => [name, filled(shape, k, scaleOf(name, shape))]),
  );
  const x = filled([1, 1, 96, 96, 96], 9999, (u) => u);
  return { weights, x, features };
}

function scaleOf(name: string, shape: Shape): (u: number) => number {
  if (name.endsWith('running_mean') || name.endsWith('bias')) return (u) => (u - 0.5) * 0.2;
  if (shape.length === 1) return (u) => 0.5 + u;
  const fanIn = elementCount(shape.slice(1));
  return (u) => (u - 0.5) * 2 * Math.sqrt(6 / fanIn);
}

function filled(shape: Shape, k: number, scale: (u: number) => number): Tensor {
  const data = new Float32Array(elementCount(shape));
  for (let i = 0; i < data.length; i += 1) {
    const word = (Math.imul(i, 2654435761) + k * 40503 + 12345) >>> 0;
    data[i] = scale(word / 2 ** 32);
  }
  return tensor(shape, data);
}
