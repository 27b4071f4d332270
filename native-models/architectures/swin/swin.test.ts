import { expect, test } from 'vitest';
import { graphBuilder, type Graph } from '../../graph/graph.ts';
import { elementCount, tensor, type Shape, type Tensor } from '../../graph/tensor-type.ts';
import {
  expectEqualResults,
  filled,
  fullSizeReference,
  parameterCount,
  readReference,
  required,
  scaleOf,
} from '../../testing/network-reference.ts';
import { swinSize } from '../../testing/network-size.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { appendBackbone } from '../backbone.ts';
import { storedStatistics } from '../normalise.ts';
import oddSizes from './fixtures/odd-sizes.json' with { type: 'json' };
import { normaliseChannels, studySwin, swinBackbone, swinPrefix, type SwinSize } from './swin.ts';

// Reference tensors of MONAI 1.1.0's SwinTransformer, PyTorch 1.13, float32.
const narrowFile = sharedFile('reference/networks/swin-narrow.safetensors');
const fullSizeFile = sharedFile('reference/networks/full-size.json');
/** For the full network, on a machine that may be busy. */
const PATIENCE_MS = 180_000;

test.skipIf(!narrowFile)('the narrow Swin Transformer agrees with MONAI’s', async () => {
  const { inputs, weights, expected } = readReference(narrowFile ?? '');
  const graph = laterStages(swinSize(weights), inputs['x'].shape);
  await expectEqualResults(graph, { inputs, weights, expected: withoutNegative(expected) }, 1e-5);
});

// fixtures/odd-sizes.json: MONAI 1.6.1 on PyTorch 2.13.0 by fixtures/odd_sizes.py. Padded patches,
// windows and neighbourhoods, shifts along some axes only, windows smaller than the setting's.
test('images of uneven and unequal extents agree with MONAI', async () => {
  const size: SwinSize = { ...studySwin, embed: 4, heads: [1, 2, 2, 4], window: 3, mlpRatio: 2 };
  const graph = laterStages(size, oddSizes.image);
  const parameters = graph.parameters.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const weights = new Map(
    parameters.map(({ name, shape }, k) => [name, filled(shape, k, scaleOf(name, shape))]),
  );
  const expected = new Map(
    Object.entries(oddSizes.stages).map(([name, { shape, values }]) => [
      name,
      tensor(shape, Float32Array.from(values)),
    ]),
  );
  const inputs = { x: filled(oddSizes.image, 9999, (u) => u) };
  const { outputs } = graph;
  const stages = { ...graph, outputs: outputs.filter(({ name }) => name !== 'features') };
  await expectEqualResults(stages, { inputs, weights, expected: withoutNegative(expected) }, 1e-5);
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
    const count = network.parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0);
    expect(count).toBe(parameterCount(fullSizeFile ?? '', 'swin').count);
    await expectEqualResults(network, reference, 1e-4);
  },
  PATIENCE_MS,
);

test('a prefix stands before every name', () => {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 1, 16, 16, 16]);
  appendBackbone(graph, x, swinBackbone({ ...studySwin, embed: 12 }, swinPrefix), storedStatistics);
  expect(graph.parameters.every(({ name }) => name.startsWith('swinViT.'))).toBe(true);
});

/** The backbone with what MONAI returns of it: stages normalised over channels. */
function laterStages(size: SwinSize, image: Shape): Graph {
  const graph = graphBuilder();
  const x = graph.input('x', image);
  const { stages, features } = appendBackbone(graph, x, swinBackbone(size), storedStatistics);
  const [stage2, stage3] = stages.slice(1).map((stage) => normaliseChannels(graph, stage));
  return graph.finish({ stage2, stage3, stage4: stages[3], features });
}

/** MONAI returns the last stage before the ReLU that stands in front of the average. */
function withoutNegative(results: ReadonlyMap<string, Tensor>): ReadonlyMap<string, Tensor> {
  const { shape, data } = required(results, 'stage4');
  const positive = data.map((value) => Math.max(value, 0));
  return new Map(results).set('stage4', tensor(shape, positive));
}
