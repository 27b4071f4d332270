import { expect, test } from 'vitest';
import { graphBuilder, type Graph } from '../graph/graph.ts';
import {
  expectEqualResults,
  readReference,
  type NetworkReference,
} from '../testing/network-reference.ts';
import { densenetSize, resnetSize } from '../testing/network-size.ts';
import { sharedFile } from '../testing/shared-data.ts';
import type { FusionName } from './fusion.ts';
import { buildNetwork, type NetworkSpec } from './network.ts';
import { storedStatistics } from './normalise.ts';

// Reference tensors of MONAI 1.1.0's networks with the study's heads, PyTorch 1.13, float32.
const narrow = {
  'resnet18-narrow': { sizeOf: resnetSize, blocks: [2, 2, 2, 2] },
  'resnet34-narrow': { sizeOf: resnetSize, blocks: [3, 4, 6, 3] },
  'resnet50-narrow': { sizeOf: resnetSize, blocks: [3, 4, 6, 3] },
  'densenet-narrow': { sizeOf: densenetSize },
} as const;

for (const [name, about] of Object.entries(narrow)) {
  const file = sharedFile(`reference/networks/${name}.safetensors`);
  test.skipIf(!file)(`${name} agrees with MONAI in every stored tensor`, async () => {
    const reference = readReference(file ?? '');
    const backbone = about.sizeOf(reference.weights);
    if ('blocks' in about) expect(backbone.blocks).toEqual(about.blocks);
    await expectEqualToReference(reference, { backbone, fusion: 'concat' });
  });
}

const fusionFiles: Readonly<Record<Exclude<FusionName, 'none'>, string>> = {
  concat: 'fusion-concat',
  'concat*': 'fusion-concat-star',
  'add*': 'fusion-add-star',
  'learnable-add*': 'fusion-learnable-add-star',
};

for (const [fusion, name] of Object.entries(fusionFiles)) {
  const file = sharedFile(`reference/networks/${name}.safetensors`);
  test.skipIf(!file)(`the ${fusion} fusion agrees with the study’s code`, async () => {
    const reference = readReference(file ?? '');
    const backbone = resnetSize(reference.weights);
    await expectEqualToReference(reference, { backbone, fusion: fusion as FusionName });
  });
}

async function expectEqualToReference(
  reference: NetworkReference,
  spec: Pick<NetworkSpec, 'backbone' | 'fusion'>,
): Promise<void> {
  const radiomicsCount = reference.inputs['radiomics'].shape[1];
  const network = everyResult({ ...spec, radiomicsCount, auxiliary: true }, reference);
  const parameters = network.parameters.map(({ name, shape }) => `${name} ${shape.join('×')}`);
  const weights = [...reference.weights].map(([name, { shape }]) => `${name} ${shape.join('×')}`);
  expect(parameters.toSorted()).toEqual(weights.toSorted());
  const stored = network.outputs.filter(({ name }) => reference.expected.has(name));
  expect(stored).toHaveLength(reference.expected.size);
  await expectEqualResults({ ...network, outputs: stored }, reference, 1e-5);
}

function everyResult(spec: NetworkSpec, { inputs }: NetworkReference): Graph {
  const graph = graphBuilder();
  const x = graph.input('x', inputs['x'].shape);
  const radiomics = graph.input('radiomics', inputs['radiomics'].shape);
  const { stages, features, logits, projection, auxiliary } = buildNetwork(spec)(
    graph,
    { x, radiomics },
    storedStatistics,
  );
  const named = stages.map((stage, n) => [`stage${n + 1}`, stage] as const);
  return graph.finish({
    ...Object.fromEntries(named),
    ...{ features, logits, projection, ...auxiliary },
  });
}
