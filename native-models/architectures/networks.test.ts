import { expect, test } from 'vitest';
import { graphBuilder, type Graph } from '../graph/graph.ts';
import { expectEqualResults, readReference } from '../testing/network-reference.ts';
import { sharedFile } from '../testing/shared-data.ts';
import type { BackboneSize } from './families.ts';
import type { FusionName } from './fusion.ts';
import { buildNetwork, type NetworkSpec } from './network.ts';
import { storedStatistics } from './normalise.ts';

// Reference tensors of MONAI 1.1.0's networks with the study's heads, PyTorch 1.13, float32.
const widths = [4, 8, 12, 16] as const;
const narrow = {
  'resnet18-narrow': { family: 'resnet', block: 'basic', blocks: [2, 2, 2, 2], widths },
  'resnet34-narrow': { family: 'resnet', block: 'basic', blocks: [3, 4, 6, 3], widths },
  'resnet50-narrow': { family: 'resnet', block: 'bottleneck', blocks: [3, 4, 6, 3], widths },
  'densenet-narrow': { family: 'densenet', initial: 8, growth: 4, blocks: [2, 3, 2, 2] },
} as const satisfies Readonly<Record<string, BackboneSize>>;

for (const [name, backbone] of Object.entries(narrow)) {
  const file = sharedFile(`reference/networks/${name}.safetensors`);
  test.skipIf(!file)(`${name} agrees with MONAI in every stored tensor`, async () => {
    await expectEqualToReference(file ?? '', { backbone, fusion: 'concat' });
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
    const backbone = narrow['resnet18-narrow'];
    await expectEqualToReference(file ?? '', { backbone, fusion: fusion as FusionName });
  });
}

async function expectEqualToReference(
  path: string,
  spec: Pick<NetworkSpec, 'backbone' | 'fusion'>,
): Promise<void> {
  const reference = readReference(path);
  const network = everyResult({ ...spec, radiomicsCount: 10, auxiliary: true }, reference);
  const parameters = network.parameters.map(({ name, shape }) => `${name} ${shape.join('×')}`);
  const weights = [...reference.weights].map(([name, { shape }]) => `${name} ${shape.join('×')}`);
  expect(parameters.toSorted()).toEqual(weights.toSorted());
  const stored = network.outputs.filter(({ name }) => reference.expected.has(name));
  expect(stored).toHaveLength(reference.expected.size);
  await expectEqualResults({ ...network, outputs: stored }, reference, 1e-5);
}

type Inputs = Pick<ReturnType<typeof readReference>, 'inputs'>;

function everyResult(spec: NetworkSpec, { inputs }: Inputs): Graph {
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
