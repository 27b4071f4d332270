import { expect, test } from 'vitest';
import { mean, variance } from '../../numeric/descriptive.ts';
import { seededRandom } from '../../numeric/random.ts';
import { createSession } from '../../runtime/session.ts';
import { graphBuilder } from '../graph.ts';
import { encodeModel } from '../onnx/encode-model.ts';
import { tensor } from '../tensor-type.ts';
import { normaliseBatch } from './normalise-batch.ts';

test('statistics of a million voxels keep six digits, against sums in float64', async () => {
  const random = seededRandom(3);
  const shape = [1, 1, 96, 96, 96];
  const data = new Float32Array(96 ** 3).map(() => 1.3 + 0.7 * random.normal());
  const graph = graphBuilder();
  const x = graph.input('x', shape);
  const parameters = { scale: graph.constant([1], 1), bias: graph.constant([1], 0) };
  const statistics = normaliseBatch(graph, x, parameters, { epsilon: 1e-5 });
  const outputs = { mean: statistics.mean, variance: statistics.variance };
  const session = await createSession(encodeModel(graph.finish(outputs)));
  try {
    const results = await session.run({ x: tensor(shape, data) });
    const values = Float64Array.from(data);
    const error = (name: string, exact: number): number =>
      Math.abs((results.get(name)?.data[0] ?? NaN) / exact - 1);
    expect(error('mean', mean(values))).toBeLessThan(2e-6);
    // One float32 sum after the other would be 4e-4 off.
    expect(error('variance', variance(values))).toBeLessThan(2e-6);
  } finally {
    await session.dispose();
  }
});
