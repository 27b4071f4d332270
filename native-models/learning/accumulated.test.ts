import { expect, test } from 'vitest';
import { backboneOf } from '../architectures/backbone-size.ts';
import { initialWeights, type NetworkSpec } from '../architectures/network.ts';
import { cpuFormulations } from '../graph/formulations.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { seededRandom } from '../numeric/random.ts';
import { createSession } from '../runtime/session.ts';
import { accumulated } from './accumulated.ts';
import type { Batch } from './batch.ts';
import { cutNetwork, joined } from './cut-network.ts';
import type { SegmentPlan } from './normalised-segments.ts';
import { sessionPool } from './session-pool.ts';
import type { BatchGradients } from './train-step.ts';
import type { Weights } from './training-state.ts';
import { wholeBatch } from './whole-batch.ts';

// The graph of the whole batch is compared with PyTorch in training-trace.test.ts; here it is the
// witness for the other way to the same numbers.
const networks: Readonly<Record<string, NetworkSpec & { readonly size: number }>> = {
  resnet: {
    ...{ size: 16, fusion: 'concat', radiomicsCount: 3 },
    backbone: backboneOf('resnet18', 1 / 16, 16),
  },
  densenet: {
    ...{ size: 32, fusion: 'learnable-add*', radiomicsCount: 3 },
    backbone: { family: 'densenet', initial: 4, growth: 4, blocks: [1, 2, 1, 1] },
  },
};

for (const [name, { size, ...spec }] of Object.entries(networks)) {
  const network = cutNetwork(spec, 'all');
  const plan = { build: joined(network), learns: network.learns, formulations: cpuFormulations };
  const weights = unevenWeights(spec, size);
  const batch = noiseBatch(size);

  test(`${name}: patient by patient with stored statistics as in one graph`, async () => {
    const one = await gradients('whole', 'stored');
    const many = await gradients('frozen', 'stored');
    expectEqual(many, one);
    expect(many.statistics.size).toBe(0);
  });

  test.each([
    { what: 'every value', plan: {} },
    { what: 'no value', plan: { largestKeptBytes: 0 } },
  ])(`${name}: pooled statistics, $what kept in between`, async ({ plan: kept }) => {
    const one = await gradients('whole', 'batch');
    const many = await gradients('two-pass', 'batch', kept);
    expect(many.losses.crossEntropy).toBeCloseTo(one.losses.crossEntropy, 5);
    expect(many.losses.contrastive).toBeCloseTo(one.losses.contrastive, 4);
    expect([...many.statistics.keys()]).toEqual([...one.statistics.keys()]);
    const pooled = new Map(weights);
    for (const [layer, { mean, variance, count }] of many.statistics) {
      const expected = one.statistics.get(layer);
      expect(count).toBe(expected?.count);
      expect(distance(mean, expected?.mean), `mean of ${layer}`).toBeLessThan(1e-5);
      expect(distance(variance, expected?.variance), `variance of ${layer}`).toBeLessThan(1e-5);
      pooled.set(`${layer}.running_mean`, tensor([mean.length], mean));
      pooled.set(`${layer}.running_var`, tensor([mean.length], variance));
    }
    // With the pooled statistics in the place of the stored ones, both are the same function.
    expectEqual(many, await gradients('whole', 'stored', {}, pooled));
  });

  async function gradients(
    way: 'whole' | 'frozen' | 'two-pass',
    normalisation: 'batch' | 'stored',
    kept: Pick<SegmentPlan, 'largestKeptBytes'> = {},
    from: Weights = weights,
  ): Promise<BatchGradients> {
    const pool = sessionPool((model) => createSession(model));
    const chosen = { ...plan, ...kept, normalisation };
    try {
      if (way === 'whole') return await wholeBatch(chosen, pool)(from, batch);
      return await accumulated(network, { ...chosen, statistics: way }, pool)(from, batch);
    } finally {
      await pool.close();
    }
  }
}

function expectEqual(actual: BatchGradients, expected: BatchGradients): void {
  expect(actual.losses.crossEntropy).toBeCloseTo(expected.losses.crossEntropy, 5);
  expect(actual.losses.contrastive).toBeCloseTo(expected.losses.contrastive, 4);
  expect([...actual.gradients.keys()]).toEqual([...expected.gradients.keys()]);
  for (const [name, gradient] of expected.gradients) {
    expect(distance(actual.gradients.get(name), gradient), `gradient of ${name}`).toBeLessThan(
      1e-5,
    );
  }
}

/** Relative to the second. */
function distance(a: Float32Array | undefined, b: Float32Array = new Float32Array()): number {
  if (a?.length !== b.length) return Infinity;
  const norm = (values: Float32Array): number =>
    Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
  return norm(a.map((v, n) => v - b[n])) / (norm(b) + 1e-30);
}

/** Start weights with scales, biases and stored statistics that are not those of the start. */
function unevenWeights(spec: NetworkSpec, size: number): Map<string, Tensor> {
  const random = seededRandom(3);
  const start = initialWeights(spec, size, random);
  for (const { shape, data } of start.values()) {
    if (shape.length === 1) for (let n = 0; n < data.length; n += 1) data[n] += 0.3 * random.next();
  }
  return start;
}

function noiseBatch(size: number): Batch {
  const random = seededRandom(4);
  const noise = (...shape: number[]): Tensor =>
    tensor(
      shape,
      Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random.next()),
    );
  return { x: noise(5, 1, size, size, size), radiomics: noise(5, 3), labels: [0, 1, 1, 0, 1] };
}
