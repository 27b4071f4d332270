import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tensor } from '../graph/tensor-type.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { adamStep, studyAdam, type AdamSettings } from './adam.ts';

type Weights = readonly (readonly number[])[];

/** Σ p² + p₀ p₁ made small, as the witnesses do. */
function minimised(start: readonly number[], steps: number, adam: AdamSettings): Weights {
  const weight = tensor([start.length], Float32Array.from(start));
  const moments = {
    first: new Float32Array(start.length),
    second: new Float32Array(start.length),
  };
  return Array.from({ length: steps }, (_, n) => {
    const gradient = weight.data.map((v) => 2 * v);
    gradient[0] += weight.data[1];
    gradient[1] += weight.data[0];
    adamStep(weight, gradient, moments, { ...adam, rate: 1e-2, step: n + 1 });
    return [...weight.data];
  });
}

function expectClose(ours: Weights, theirs: Weights): void {
  expect(ours).toHaveLength(theirs.length);
  for (const [n, weights] of theirs.entries()) {
    for (const [k, weight] of weights.entries()) expect(ours[n][k]).toBeCloseTo(weight, 5);
  }
}

test('the study’s settings step as PyTorch steps', () => {
  // torch.optim.Adam(lr=1e-2, betas=(0.9, 0.99), eps=1e-8) of PyTorch 2.13.0 in float64.
  expectClose(minimised([1, -2, 3], 4, studyAdam), [
    [1, -1.99, 2.99],
    [0.992575413, -1.980001648, 2.980000809],
    [0.984543839, -1.970005197, 2.970002967],
    [0.978445593, -1.960011145, 2.960007014],
  ]);
});

test('ε is added after the second moment is corrected', () => {
  // g = 8, so that m and v, corrected, are 8 and 64: a step of 8 / (8 + 1) by the formula.
  const [[first]] = minimised([4, 0], 1, { ...studyAdam, epsilon: 1 });
  expect(first).toBeCloseTo(4 - 1e-2 * (8 / 9), 6);
});

const file = sharedFile('data/torch/generated/torch_optimizer_traces.json');

test.skipIf(!file)('PyTorch’s default settings step as in a trace of it', () => {
  const { start, steps } = JSON.parse(readFileSync(file ?? '', 'utf8')) as {
    readonly start: readonly number[];
    readonly steps: { readonly adam: Weights };
  };
  const defaults: AdamSettings = { betas: [0.9, 0.999], epsilon: 1e-8 };
  expectClose(minimised(start, steps.adam.length, defaults), steps.adam);
});
