import { expect, test } from 'vitest';
import { graphBuilder } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { tensor } from '../graph/tensor-type.ts';
import { createSession } from '../runtime/session.ts';
import { classTargets, crossEntropy } from './cross-entropy.ts';

test('logits far apart have a finite loss', async () => {
  const graph = graphBuilder();
  const [logits, targets] = [graph.input('logits', [2, 2]), graph.input('targets', [2, 2])];
  const model = encodeModel(graph.finish({ loss: crossEntropy(graph, logits, targets) }));
  const session = await createSession(model);
  try {
    const results = await session.run({
      logits: tensor([2, 2], Float32Array.of(1000, -1000, 3, 1)),
      targets: classTargets([1, 0]),
    });
    // torch.nn.functional.cross_entropy of PyTorch 2.13.0 in float64.
    expect(results.get('loss')?.data[0]).toBeCloseTo(1000.0634640055214, 3);
  } finally {
    await session.dispose();
  }
});

test('the mean is weighted by the class of each patient', () => {
  // Weights 1.5, 0.75 and 0.75 over their sum 3, as PyTorch documents a weighted mean.
  const { data } = classTargets([1, 0, 0], [0.75, 1.5]);
  expect([...data]).toEqual([0, 0.5, 0.25, 0, 0.25, 0]);
});
