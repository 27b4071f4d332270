import { expect, test } from 'vitest';
import { backboneOf } from '../architectures/backbone-size.ts';
import { initialWeights, type NetworkSpec } from '../architectures/network.ts';
import { studySwin } from '../architectures/swin/swin.ts';
import { cpuFormulations } from '../graph/formulations.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { seededRandom } from '../numeric/random.ts';
import { createSession } from '../runtime/session.ts';
import { accumulated } from './accumulated.ts';
import { studyAdam } from './adam.ts';
import type { Batch } from './batch.ts';
import { cutNetwork, joined } from './cut-network.ts';
import type { KeptPlan } from './kept-values.ts';
import { sessionPool, type SessionPool } from './session-pool.ts';
import { required, updateState, type BatchGradients } from './train-step.ts';
import { startState } from './training-state.ts';
import { wholeBatch, type ComputeGradients } from './whole-batch.ts';

interface Compared {
  readonly spec: NetworkSpec;
  /** Edge of the image. */
  readonly size: number;
  /** Largest relative difference of a gradient. */
  readonly gap: number;
}

// The graph of the whole batch is compared with PyTorch in training-trace.test.ts; here it is the
// witness for the other way to the same numbers. Between two orders of summation the ResNet's features
// differ by 1e-7 and NT-Xent's logits by 20 times as much, so that the gradients of the heads, which
// the same graph computes, differ by 2e-5 already.
const networks: Readonly<Record<string, Compared>> = {
  resnet: {
    ...{ size: 16, gap: 4e-5 },
    spec: { backbone: backboneOf('resnet18', 1 / 16, 16), fusion: 'concat', radiomicsCount: 3 },
  },
  densenet: {
    ...{ size: 32, gap: 2e-5 },
    spec: {
      backbone: { family: 'densenet', initial: 4, growth: 4, blocks: [1, 2, 1, 1] },
      ...{ fusion: 'learnable-add*', radiomicsCount: 3 },
    },
  },
};
const swin: Compared = {
  ...{ size: 32, gap: 1e-4 },
  spec: {
    backbone: { ...studySwin, family: 'swin', embed: 12, depths: [1, 1, 1, 1] },
    ...{ fusion: 'concat', radiomicsCount: 3 },
  },
};
/** Gradients that are rounding errors, or what those leave of one; training-trace.test.ts tells why. */
const WITHOUT_GRADIENT = /\.downsample\.0\.bias$|\.qkv\.bias$|^features\.norm0\.(weight|bias)$/;

for (const [name, compared] of Object.entries(networks)) {
  const { gap } = compared;
  const of = waysOf(compared);

  test(`${name}: patient by patient with stored statistics as in one graph`, async () => {
    const one = await of.whole('stored', of.gradients);
    const many = await of.accumulated('frozen', of.gradients);
    expectEqual(many, one, gap);
    expect(many.statistics.size).toBe(0);
  });

  test.each([
    { what: 'every costly value', kept: {} },
    { what: 'no value', kept: { largestKeptBytes: 0 } },
  ])(`${name}: with pooled statistics as in one graph, $what kept in between`, async ({ kept }) => {
    const one = await of.whole('batch', of.gradients);
    const many = await of.accumulated('two-pass', of.gradients, kept);
    expectEqual(many, one, gap);
    expect([...many.statistics.keys()]).toEqual([...one.statistics.keys()]);
    for (const [layer, { mean, variance, count }] of many.statistics) {
      const expected = one.statistics.get(layer);
      expect(count).toBe(expected?.count);
      expect(distance(mean, expected?.mean), `mean of ${layer}`).toBeLessThan(1e-5);
      expect(distance(variance, expected?.variance), `variance of ${layer}`).toBeLessThan(1e-5);
    }
  });

  test(`${name}: two steps with pooled statistics as two in one graph`, async () => {
    const one = await of.whole('batch', of.twoSteps);
    const many = await of.accumulated('two-pass', of.twoSteps);
    for (const [parameter, moved] of one) {
      if (WITHOUT_GRADIENT.test(parameter)) continue;
      // Adam's first step moves a weight by the sign of its gradient, however small that is.
      expect(distance(many.get(parameter), moved), `change of ${parameter}`).toBeLessThan(5e-4);
    }
  });
}

test('swin: nothing is pooled where each position is normalised on its own', async () => {
  const of = waysOf(swin);
  const many = await of.accumulated('two-pass', of.gradients);
  expectEqual(many, await of.whole('batch', of.gradients), swin.gap);
  expect(many.statistics.size).toBe(0);
});

/** The ways to the gradients of one batch, each with sessions of its own. */
function waysOf({ spec, size }: Compared) {
  const network = cutNetwork(spec, 'all');
  const shared = { build: joined(network), learns: network.learns, formulations: cpuFormulations };
  const weights = unevenWeights(spec, size);
  const batch = noiseBatch(size);
  type Use<T> = (compute: ComputeGradients) => Promise<T>;
  const withPool = async <T>(task: (pool: SessionPool) => Promise<T>): Promise<T> => {
    const pool = sessionPool((model) => createSession(model));
    try {
      return await task(pool);
    } finally {
      await pool.close();
    }
  };
  return {
    whole: <T>(normalisation: 'batch' | 'stored', use: Use<T>): Promise<T> =>
      withPool((pool) => use(wholeBatch({ ...shared, normalisation }, pool))),
    accumulated: <T>(statistics: 'two-pass' | 'frozen', use: Use<T>, kept: KeptPlan = {}) => {
      const normalisation = statistics === 'frozen' ? 'stored' : 'batch';
      const plan = { ...shared, ...kept, normalisation, statistics } as const;
      return withPool((pool) => use(accumulated(network, plan, pool)));
    },
    gradients: (compute: ComputeGradients): Promise<BatchGradients> => compute(weights, batch),
    /** By how much two steps move each weight and each stored statistic. */
    twoSteps: async (compute: ComputeGradients): Promise<ReadonlyMap<string, Float32Array>> => {
      const state = startState(weights);
      for (let step = 0; step < 2; step += 1) {
        const found = await compute(state.weights, batch);
        updateState(state, found, { adam: studyAdam, rate: 1e-4, decay: 0.9 });
      }
      return new Map(
        [...state.weights].map(([name, { data }]) => {
          const start = required(weights, name).data;
          return [name, data.map((value, n) => value - start[n])];
        }),
      );
    },
  };
}

function expectEqual(actual: BatchGradients, expected: BatchGradients, gap: number): void {
  expect(actual.losses.crossEntropy).toBeCloseTo(expected.losses.crossEntropy, 5);
  expect(actual.losses.contrastive).toBeCloseTo(expected.losses.contrastive, 4);
  expect(actual.gradients.size).toBe(expected.gradients.size);
  for (const [name, gradient] of expected.gradients) {
    if (WITHOUT_GRADIENT.test(name)) continue;
    const found = distance(actual.gradients.get(name), gradient);
    expect(found, `gradient of ${name}`).toBeLessThan(gap);
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
