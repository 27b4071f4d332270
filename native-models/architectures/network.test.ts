import { expect, test } from 'vitest';
import { graphBuilder } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { mean, variance } from '../numeric/descriptive.ts';
import { seededRandom } from '../numeric/random.ts';
import { createSession } from '../runtime/session.ts';
import { required } from '../testing/network-reference.ts';
import { backboneOf, type BackboneName } from './backbone-size.ts';
import {
  buildFromStage,
  buildNetwork,
  buildUpToStage,
  initialWeights,
  networkParameters,
  stageOfParameter,
  type NetworkSpec,
  type Stage,
} from './network.ts';
import { storedStatistics } from './normalise.ts';

const EDGE = 32;
const names = ['resnet18', 'resnet34', 'resnet50', 'densenet121', 'swin'] as const;
const stages: readonly Stage[] = ['stem', 1, 2, 3, 4];

function narrow(name: BackboneName): NetworkSpec {
  return { backbone: backboneOf(name, 0.0625, EDGE), fusion: 'concat', radiomicsCount: 3 };
}

test('a width scales channels and keeps depth, heads and window', () => {
  expect(backboneOf('resnet50', 0.25, EDGE)).toMatchObject({
    blocks: [3, 4, 6, 3],
    widths: [16, 32, 64, 128],
  });
  expect(backboneOf('resnet18', 0.01, EDGE)).toMatchObject({ widths: [4, 4, 4, 4] });
  expect(backboneOf('densenet121', 0.3, EDGE)).toMatchObject({
    ...{ initial: 20, growth: 8 },
    blocks: [6, 12, 24, 16],
  });
  expect(backboneOf('swin', 0.4, EDGE)).toMatchObject({ embed: 24, heads: [3, 6, 12, 24] });
  expect(backboneOf('swin', 1, EDGE)).toMatchObject({ embed: 48 });
});

test('widths and images out of range are refused', () => {
  for (const width of [0, -1, 1.5, NaN]) {
    expect(() => backboneOf('resnet18', width, EDGE)).toThrow(RangeError);
  }
  expect(() => backboneOf('densenet121', 1, 31)).toThrow('at least 32 voxels');
});

test.each(names)('%s has a network at its smallest image', (name) => {
  const smallest = name.startsWith('resnet') ? 16 : 32;
  const backbone = backboneOf(name, 0.0625, smallest);
  expect(() => backboneOf(name, 0.0625, smallest - 1)).toThrow(RangeError);
  expect(
    networkParameters({ backbone, fusion: 'none', radiomicsCount: 1 }, smallest),
  ).not.toHaveLength(0);
});

test.each(names)('%s cut behind any stage computes what it computes whole', async (name) => {
  const spec = narrow(name);
  const weights = initialWeights(spec, EDGE, seededRandom(1));
  const random = seededRandom(2);
  const drawn = (...shape: number[]): Tensor =>
    tensor(
      shape,
      new Float32Array(shape.reduce((a, b) => a * b)).map(() => random.normal()),
    );
  const [x, radiomics] = [drawn(1, 1, EDGE, EDGE, EDGE), drawn(1, 3)];

  const whole = graphBuilder();
  const inputs = { x: whole.input('x', x.shape), radiomics: whole.input('radiomics', [1, 3]) };
  const { logits, projection } = buildNetwork(spec)(whole, inputs, storedStatistics);
  const model = encodeModel(whole.finish({ logits, projection }), weights);
  const expected = await run(model, { x, radiomics });

  for (const stage of stages) {
    const lower = graphBuilder();
    const value = buildUpToStage(spec, stage)(lower, lower.input('x', x.shape), storedStatistics);
    const cut = await run(encodeModel(lower.finish({ cut: value }), weights), { x });

    const upper = graphBuilder();
    const rest = {
      x: upper.input('x', value.shape),
      radiomics: upper.input('radiomics', [1, 3]),
    };
    const results = buildFromStage(spec, stage)(upper, rest, storedStatistics);
    const outputs = upper.finish({ logits: results.logits, projection: results.projection });
    const actual = await run(encodeModel(outputs, weights), {
      x: required(cut, 'cut'),
      radiomics,
    });
    for (const [output, { data }] of expected) {
      const ours = required(actual, output).data;
      for (const [n, v] of data.entries()) expect(ours[n]).toBeCloseTo(v, 4);
    }
    const above = upper.parameters.map((parameter) => stageOfParameter(spec, parameter.name));
    const below = lower.parameters.map((parameter) => stageOfParameter(spec, parameter.name));
    const at = stages.indexOf(stage);
    expect(new Set(below)).toEqual(new Set(stages.slice(0, at + 1)));
    expect(new Set(above)).toEqual(new Set([...stages.slice(at + 1), 'head']));
  }
});

test('a DenseNet’s convolutions are Kaiming normal with fan-in, the fusion’s scalars 1', () => {
  const backbone = backboneOf('densenet121', 0.25, EDGE);
  const spec: NetworkSpec = { backbone, fusion: 'learnable-add*', radiomicsCount: 3 };
  const weights = initialWeights(spec, EDGE, seededRandom(5));
  const { data, shape } = required(weights, 'features.denseblock3.denselayer9.layers.conv2.weight');
  const expected = 2 / (shape[1] * 27);
  // Four standard errors of the variance and the mean of so many normal numbers.
  expect(Math.abs(variance(data) / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / data.length));
  expect(Math.abs(mean(data))).toBeLessThan(4 * Math.sqrt(expected / data.length));
  expect([...required(weights, 'weight1').data]).toEqual([1]);
  expect([...required(weights, 'weight2').data]).toEqual([1]);
  expect(new Set(required(weights, 'class_layers.out.bias').data)).toEqual(new Set([0]));
});

test('the same seed gives the same weights', () => {
  const weights = () => initialWeights(narrow('resnet18'), EDGE, seededRandom(7));
  expect(weights()).toEqual(weights());
});

async function run(model: Uint8Array, inputs: Readonly<Record<string, Tensor>>) {
  const session = await createSession(model);
  try {
    return await session.run(inputs);
  } finally {
    await session.dispose();
  }
}
