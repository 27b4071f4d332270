import { expect, test } from 'vitest';
import { graphBuilder } from '../../graph/graph.ts';
import { tensor } from '../../graph/tensor-type.ts';
import {
  expectEqualResults,
  fullSizeReference,
  readReference,
  required,
} from '../../testing/network-reference.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { appendBackbone } from '../backbone.ts';
import { storedStatistics } from '../normalise.ts';
import { normaliseChannels, studySwin, swinBackbone, swinPrefix, type SwinSize } from './swin.ts';

// Reference tensors of MONAI 1.1.0's SwinTransformer, PyTorch 1.13, float32.
const narrow: SwinSize = { ...studySwin, embed: 12 };
const narrowFile = sharedFile('reference/networks/swin-narrow.safetensors');
const fullSizeFile = sharedFile('reference/networks/full-size.json');

test.skipIf(!narrowFile)('the narrow Swin Transformer agrees with MONAI’s', async () => {
  const reference = readReference(narrowFile ?? '');
  const graph = graphBuilder();
  const x = graph.input('x', reference.inputs['x'].shape);
  const output = appendBackbone(graph, x, swinBackbone(narrow), storedStatistics);
  const [, stage2, stage3, stage4] = output.stages;
  const network = graph.finish({
    stage2: normaliseChannels(graph, stage2),
    stage3: normaliseChannels(graph, stage3),
    stage4,
    features: output.features,
  });
  // MONAI returns the last stage before the ReLU that stands in front of the average.
  const { shape, data } = required(reference.expected, 'stage4');
  const positive = tensor(
    shape,
    data.map((v) => Math.max(v, 0)),
  );
  const expected = new Map(reference.expected).set('stage4', positive);
  await expectEqualResults(network, { ...reference, expected }, 1e-5);
});

test.skipIf(!fullSizeFile)(
  'the full Swin Transformer has MONAI’s parameters and features',
  async () => {
    const reference = fullSizeReference(fullSizeFile ?? '', 'swin');
    const graph = graphBuilder();
    const x = graph.input('x', [1, 1, 96, 96, 96]);
    const { features } = appendBackbone(graph, x, swinBackbone(studySwin), storedStatistics);
    const network = graph.finish({ features });
    const shapes = new Map(network.parameters.map(({ name, shape }) => [name, shape]));
    expect([...shapes.keys()].toSorted()).toEqual([...reference.weights.keys()].toSorted());
    for (const [name, { shape }] of reference.weights) expect(shapes.get(name)).toEqual(shape);
    await expectEqualResults(network, reference, 1e-4);
  },
);

test('a prefix stands before every name', () => {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 1, 16, 16, 16]);
  appendBackbone(graph, x, swinBackbone(narrow, swinPrefix), storedStatistics);
  expect(graph.parameters.every(({ name }) => name.startsWith('swinViT.'))).toBe(true);
});
