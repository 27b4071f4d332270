import { expect, test } from 'vitest';
import { createSession } from '../runtime/session.ts';
import pytorch from './fixtures/ops.json' with { type: 'json' };
import { graphBuilder, type GraphBuilder } from './graph.ts';
import { encodeModel } from './onnx/encode-model.ts';
import type { Value } from './op.ts';
import { add } from './ops/add.ts';
import { batchNormalization } from './ops/batch-normalization.ts';
import { concat } from './ops/concat.ts';
import { conv } from './ops/conv.ts';
import { flatten } from './ops/flatten.ts';
import { globalAveragePool } from './ops/global-average-pool.ts';
import { linear } from './ops/linear.ts';
import { maxPool } from './ops/max-pool.ts';
import { relu } from './ops/relu.ts';
import { elementCount, tensor, type Shape, type Tensor } from './tensor-type.ts';

/** Values that fixtures/ops.py also makes. */
function pattern(shape: Shape, seed: number): Tensor {
  const data = Float32Array.from(
    { length: elementCount(shape) },
    (_, n) => Math.fround(((n * 7919 + seed * 104729) % 1009) / 504.5) - 1,
  );
  return tensor(shape, data);
}

const positive = (value: Tensor): Tensor =>
  tensor(
    value.shape,
    value.data.map((v) => v + 1.5),
  );

/** The tensors of the tests; every one is an input of every graph. */
const tensors = {
  x: pattern([2, 3, 5, 6, 4], 1),
  weight: pattern([4, 3, 3, 3, 3], 2),
  bias: pattern([4], 3),
  scale: pattern([3], 4),
  shift: pattern([3], 5),
  mean: pattern([3], 6),
  variance: positive(pattern([3], 7)),
  rows: pattern([2, 7], 8),
  dense: pattern([5, 7], 9),
  denseBias: pattern([5], 10),
  other: pattern([2, 3, 5, 6, 4], 11),
  top: tensor([2, 7], pattern([5, 7], 9).data.slice(0, 14)),
};

type Values = Readonly<Record<keyof typeof tensors, Value>>;
type Build = (graph: GraphBuilder, values: Values) => Value;

const builds: Readonly<Record<keyof typeof pytorch.results, Build>> = {
  conv: (graph, { x, weight, bias }) =>
    graph.apply(conv, [x, weight, bias], { stride: [2, 1, 2], padding: [1, 0, 1] }),
  convWithoutBias: (graph, { x, weight }) =>
    graph.apply(conv, [x, weight], { stride: [1, 1, 1], padding: [1, 1, 1] }),
  maxPool: (graph, { x }) =>
    graph.apply(maxPool, [x], { kernel: [3, 3, 3], stride: [2, 2, 2], padding: [1, 1, 1] }),
  batchNormalization: (graph, { x, scale, shift, mean, variance }) =>
    graph.apply(batchNormalization, [x, scale, shift, mean, variance], { epsilon: 1e-5 }),
  relu: (graph, { x }) => graph.apply(relu, [x], {}),
  add: (graph, { x, other }) => graph.apply(add, [x, other], {}),
  globalAveragePool: (graph, { x }) => graph.apply(globalAveragePool, [x], {}),
  flatten: (graph, { x }) => graph.apply(flatten, [x], {}),
  linear: (graph, { rows, dense, denseBias }) => graph.apply(linear, [rows, dense, denseBias], {}),
  concat: (graph, { rows, top }) => graph.apply(concat, [rows, top], { axis: 1 }),
};

// fixtures/ops.json: PyTorch 2.13.0 by fixtures/ops.py; at most 80 evenly spaced values of each.
test.each(Object.entries(builds))('%s agrees with PyTorch', async (name, build) => {
  const expected = pytorch.results[name as keyof typeof builds];
  const graph = graphBuilder();
  const entries = Object.entries(tensors);
  const values = Object.fromEntries(entries.map(([n, { shape }]) => [n, graph.input(n, shape)]));
  const y = build(graph, values as Values);
  expect(y.shape, 'inferred shape').toEqual(expected.shape);

  const session = await createSession(encodeModel(graph.finish({ y })), { threads: 1 });
  try {
    const result = (await session.run(tensors)).get('y');
    expect(result?.shape).toEqual(expected.shape);
    const step = Math.max(1, Math.floor(elementCount(y.shape) / 40));
    for (const [n, value] of expected.values.entries()) {
      expect(result?.data[n * step]).toBeCloseTo(value, 5);
    }
  } finally {
    await session.dispose();
  }
});

test('parameters are inputs without weights and constants with them', async () => {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 2]);
  const weight = graph.parameter('fc.weight', [1, 2]);
  const bias = graph.parameter('fc.bias', [1]);
  const finished = graph.finish({ y: graph.apply(linear, [x, weight, bias], {}) });
  const weights = new Map([
    ['fc.weight', tensor([1, 2], Float32Array.of(2, -3))],
    ['fc.bias', tensor([1], Float32Array.of(0.5))],
  ]);
  const input = tensor([1, 2], Float32Array.of(10, 4));

  const fixed = await createSession(encodeModel(finished, weights));
  const trainable = await createSession(encodeModel(finished));
  const a = await fixed.run({ x: input });
  const b = await trainable.run({ x: input, ...Object.fromEntries(weights) });
  expect(a.get('y')?.data).toEqual(Float32Array.of(8.5));
  expect(b.get('y')?.data).toEqual(Float32Array.of(8.5));
  await Promise.all([fixed.dispose(), trainable.dispose()]);
});

test('refuses shapes that do not fit, names that are taken and weights that are missing', () => {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 3, 4, 4, 4]);
  const weight = graph.parameter('weight', [2, 5, 3, 3, 3]);
  const sliding = { stride: [1, 1, 1], padding: [0, 0, 0] } as const;
  expect(() => graph.apply(conv, [x, weight], sliding)).toThrow(RangeError);
  expect(() => graph.apply(add, [x, weight], {})).toThrow(RangeError);
  expect(() => graph.apply(maxPool, [x], { ...sliding, kernel: [5, 1, 1] })).toThrow(RangeError);
  expect(() => graph.input('weight', [1])).toThrow(RangeError);
  expect(() => encodeModel(graph.finish({ x2: x }), new Map())).toThrow(/no weight named weight/);
  const wrong = new Map([['weight', tensor([1], Float32Array.of(1))]]);
  expect(() => encodeModel(graph.finish({ x3: x }), wrong)).toThrow(/weight is \[1\]/);
});
