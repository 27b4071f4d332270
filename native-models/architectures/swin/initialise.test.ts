import { expect, test } from 'vitest';
import { mean, variance } from '../../numeric/descriptive.ts';
import { seededRandom } from '../../numeric/random.ts';
import { initialWeights, networkParameters, type NetworkSpec } from '../network.ts';
import { studySwin } from './swin.ts';

const spec: NetworkSpec = {
  backbone: { ...studySwin, family: 'swin', embed: 12 },
  fusion: 'learnable-add*',
  radiomicsCount: 10,
};
const INPUT_SIZE = 32;
const weights = initialWeights(spec, INPUT_SIZE, seededRandom(5));

function values(name: string): Float32Array {
  return weights.get(name)?.data ?? new Float32Array();
}

test('every parameter has a start value of its shape', () => {
  const parameters = networkParameters(spec, INPUT_SIZE);
  expect([...weights.keys()]).toEqual(parameters.map(({ name }) => name));
  for (const { name, shape } of parameters) expect(weights.get(name)?.shape).toEqual(shape);
});

test.each([
  'layers4.0.blocks.1.attn.qkv.weight',
  'layers2.0.blocks.0.mlp.linear1.weight',
  'layers3.0.downsample.reduction.weight',
  'layers1.0.blocks.0.attn.relative_position_bias_table',
  'p1.weight',
])('%s is normal with deviation 0.02', (name) => {
  const data = values(name);
  expect(data.length).toBeGreaterThan(2000);
  // Four standard errors of the mean and of the variance of so many normal numbers.
  expect(Math.abs(mean(data))).toBeLessThan((4 * 0.02) / Math.sqrt(data.length));
  expect(Math.abs(variance(data) / 0.02 ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / data.length));
  const fourth = data.reduce((sum, v) => sum + (v / 0.02) ** 4, 0) / data.length;
  expect(Math.abs(fourth - 3)).toBeLessThan(4 * Math.sqrt(96 / data.length));
});

test('the patch embedding is uniform within its fan-in', () => {
  for (const name of ['patch_embed.proj.weight', 'patch_embed.proj.bias']) {
    const largest = values(name).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeLessThanOrEqual(1 / Math.sqrt(8));
    expect(largest).toBeGreaterThan(0.5 / Math.sqrt(8));
  }
});

test('biases start at 0, scales and the fusion’s scalars at 1', () => {
  const zero = ['out.bias', 'layers1.0.blocks.0.norm1.bias', 'layers2.0.blocks.1.attn.qkv.bias'];
  const one = ['layers1.0.blocks.0.norm1.weight', 'layers4.0.downsample.norm.weight', 'weight2'];
  for (const name of zero) expect(new Set(values(name))).toEqual(new Set([0]));
  for (const name of one) expect(new Set(values(name))).toEqual(new Set([1]));
});
