import { expect, test } from 'vitest';
import { createSession } from '../../runtime/session.ts';
import { graphBuilder } from '../graph.ts';
import { encodeModel } from '../onnx/encode-model.ts';
import { tensor } from '../tensor-type.ts';
import { scatterSum } from './scatter-sum.ts';

test('no update is lost, however many threads add to the same positions', async () => {
  const [count, length] = [200_000, 4];
  const graph = graphBuilder();
  const updates = graph.input('updates', [count]);
  const positions = graph.integers(
    [count],
    Array.from({ length: count }, (_, n) => n % 2),
  );
  const sums = scatterSum(graph, { positions, updates }, length);
  const session = await createSession(encodeModel(graph.finish({ sums })), { threads: 8 });
  try {
    const ones = tensor([count], new Float32Array(count).fill(1));
    for (let run = 0; run < 20; run += 1) {
      const results = await session.run({ updates: ones });
      expect(results.get('sums')?.data).toEqual(Float32Array.of(count / 2, count / 2, 0, 0));
    }
  } finally {
    await session.dispose();
  }
});
