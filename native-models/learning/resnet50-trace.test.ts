import { expect, test } from 'vitest';
import { buildNetwork } from '../architectures/network.ts';
import { cpuFormulations } from '../graph/formulations.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import { createSession } from '../runtime/session.ts';
import { required } from '../testing/network-reference.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { readTrace, type Trace } from '../testing/training-trace.ts';
import { distance, norm } from '../testing/vectors.ts';
import { batchInputs } from './batch.ts';
import exact from './fixtures/resnet50-gradients.json' with { type: 'json' };
import { gradientName, trainingGraph } from './training-graph.ts';

/*
 * The trace of PyTorch 1.13 on MONAI 1.1.0's ResNet-50 can be met in its losses, but not in its
 * gradients: after fifty normalisations, the last ones over six elements a channel, one ReLU of
 * layer4.2.bn1 gets 2.8e-4 in exact arithmetic, which is less than what float32 has lost by then.
 * PyTorch 1.13 saw a negative number there, PyTorch 2.13 in float64 and the engine see the positive
 * one, and are then 14 % off the trace in the first convolution. So that number is moved away from 0
 * by the bias before it: up for gradients in float64 (fixtures/resnet50-gradients.py), down for those
 * of the trace.
 */
const file = sharedFile('reference/networks/train-resnet50.safetensors');
const build = buildNetwork({
  backbone: {
    ...{ family: 'resnet', block: 'bottleneck', blocks: [3, 4, 6, 3] },
    widths: [4, 8, 12, 16],
  },
  fusion: 'concat',
  radiomicsCount: 10,
});
/** A bias before a batch normalisation has no gradient but rounding. */
const WITHOUT_GRADIENT = /\.downsample\.0\.bias$/;

type Tensors = ReadonlyMap<string, Tensor>;

test.skipIf(!file)('train-resnet50: losses of the trace', async () => {
  const trace = readTrace(file ?? '');
  expectLosses(await firstStep(trace, 0), trace.losses);
});

test.skipIf(!file)('train-resnet50: gradients as in float64', async () => {
  const results = await firstStep(readTrace(file ?? ''), 1e-3);
  expectLosses(results, exact.losses);
  for (const [name, [length, ...dots]] of Object.entries(exact.gradients)) {
    if (WITHOUT_GRADIENT.test(name)) continue;
    const gap = estimatedDistance(required(results, gradientName(name)).data, dots) / length;
    expect(gap, `gradient of ${name}`).toBeLessThan(2e-3);
  }
});

test.skipIf(!file)(
  'train-resnet50: gradients of the trace, with its sign of one ReLU',
  async () => {
    const trace = readTrace(file ?? '');
    const results = await firstStep(trace, -8e-4);
    for (const [name, { data }] of trace.gradients) {
      if (WITHOUT_GRADIENT.test(name)) continue;
      const ours = required(results, gradientName(name)).data;
      expect(distance(ours, data) / norm(data), `gradient of ${name}`).toBeLessThan(1e-2);
    }
  },
);

function expectLosses(
  results: Tensors,
  [entropy, contrastive]: ArrayLike<number> & Iterable<number>,
) {
  const error = (name: string, theirs: number): number =>
    Math.abs(required(results, name).data[0] / theirs - 1);
  expect(error('crossEntropy', entropy)).toBeLessThan(1e-4);
  expect(error('contrastive', contrastive)).toBeLessThan(1e-4);
}

/** @param shift Added to the bias before the ReLU that float32 cannot decide. */
async function firstStep({ batches: [batch], start }: Trace, shift: number): Promise<Tensors> {
  const before = required(start, 'layer4.2.bn1.bias');
  const data = before.data.with(12, before.data[12] + shift);
  const weights = new Map(start).set('layer4.2.bn1.bias', { ...before, data });
  const { graph } = trainingGraph({
    ...{ build, image: batch.x.shape, radiomics: batch.radiomics.shape },
    normalisation: 'batch',
    formulations: cpuFormulations,
  });
  const session = await createSession(encodeModel(graph));
  try {
    const parameters = graph.parameters.map(({ name }) => [name, required(weights, name)] as const);
    return await session.run({ ...Object.fromEntries(parameters), ...batchInputs(graph, batch) });
  } finally {
    await session.dispose();
  }
}

/**
 * Distance to a vector of which dot products with vectors of random signs are known: the square of
 * such a dot product has the squared length as its mean.
 */
function estimatedDistance(ours: Float32Array, dots: readonly number[]): number {
  const squares = dots.map((theirs, direction) => {
    const dot = ours.reduce((sum, v, at) => sum + (signBit(at, direction) ? -v : v), 0);
    return (dot - theirs) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, v) => sum + v, 0) / squares.length);
}

/** One bit of MurmurHash3's finaliser of the place. */
function signBit(at: number, direction: number): number {
  let h = Math.imul(at + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> direction) & 1;
}
