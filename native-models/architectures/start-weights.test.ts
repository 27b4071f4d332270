import { expect, test } from 'vitest';
import { graphBuilder } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { subgraphOf } from '../graph/subgraph.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { mean, variance } from '../numeric/descriptive.ts';
import { seededRandom } from '../numeric/random.ts';
import { createSession } from '../runtime/session.ts';
import { calibrateBatchNorm } from './calibrate-batch-norm.ts';
import { classifierHead, resnetHeads } from './heads.ts';
import { initialResNetWeights } from './initialise.ts';
import { storedStatistics } from './normalise.ts';
import { resnet } from './resnet.ts';

const builder = graphBuilder();
const input = builder.input('x', [1, 1, 16, 12, 14]);
const { features } = resnet(
  builder,
  input,
  { block: 'basic', blocks: [2, 1, 1, 1], widths: [6, 8, 10, 12] },
  storedStatistics,
);
const graph = builder.finish({ features, logits: classifierHead(builder, features, resnetHeads) });
const weights = initialResNetWeights(graph.parameters, seededRandom(5));

function values(name: string): Float32Array {
  return weights.get(name)?.data ?? new Float32Array();
}

test('every parameter has a start value of its shape', () => {
  expect([...weights.keys()]).toEqual(graph.parameters.map(({ name }) => name));
  for (const { name, shape } of graph.parameters) expect(weights.get(name)?.shape).toEqual(shape);
});

test('convolutions are Kaiming normal with fan-out', () => {
  const data = values('layer4.0.conv1.weight');
  const expected = 2 / (12 * 27);
  // Four standard errors of a variance from 3240 normal numbers.
  expect(Math.abs(variance(data) / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / data.length));
  expect(Math.abs(mean(data))).toBeLessThan(4 * Math.sqrt(expected / data.length));
});

test('the rest starts as PyTorch starts it', () => {
  expect(new Set(values('layer1.0.bn1.weight'))).toEqual(new Set([1]));
  expect(new Set(values('layer1.0.bn1.running_var'))).toEqual(new Set([1]));
  expect(new Set(values('layer1.0.bn1.running_mean'))).toEqual(new Set([0]));
  expect(new Set(values('layer2.0.downsample.1.bias'))).toEqual(new Set([0]));
  expect(new Set(values('fc.bias'))).toEqual(new Set([0]));
  for (const [name, fanIn] of [
    ['fc.weight', 12],
    ['layer2.0.downsample.0.bias', 6],
  ] as const) {
    const largest = values(name).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeLessThanOrEqual(1 / Math.sqrt(fanIn));
    expect(largest).toBeGreaterThan(0.5 / Math.sqrt(fanIn));
  }
});

test('after calibration every normalisation gives mean 0 and variance 1 over the images', async () => {
  const random = seededRandom(1);
  const images = [0, 0.3, -0.2].map((shift) =>
    tensor(
      input.shape,
      new Float32Array(16 * 12 * 14).map(() => random.normal() + shift),
    ),
  );
  const open = (model: Uint8Array) => createSession(model, { threads: 1 });
  const calibrated = await calibrateBatchNorm(graph, weights, { images, open });
  for (const node of graph.nodes.filter(({ onnx }) => onnx === 'BatchNormalization')) {
    const session = await open(encodeModel(subgraphOf(graph, node.output), calibrated));
    const outputs: Tensor[] = [];
    for (const x of images) outputs.push(...(await session.run({ x })).values());
    await session.dispose();
    for (let c = 0; c < node.output.shape[1]; c += 1) {
      const channel = outputs.flatMap(({ data }) => [...channelOf(data, c, node.output.shape[1])]);
      expect(mean(channel)).toBeCloseTo(0, 4);
      // The added epsilon takes up to two in a hundred where a channel varies little.
      expect(variance(channel)).toBeGreaterThan(0.98);
      expect(variance(channel)).toBeLessThan(1.001);
    }
  }
});

function channelOf(data: Float32Array, channel: number, channels: number): Float32Array {
  const positions = data.length / channels;
  return data.subarray(channel * positions, (channel + 1) * positions);
}
