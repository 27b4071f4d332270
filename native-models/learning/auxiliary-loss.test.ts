import { expect, test } from 'vitest';
import { auxiliaryOutputs } from '../architectures/heads.ts';
import { gradientsOf } from '../graph/differentiate.ts';
import { graphBuilder } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { tensor } from '../graph/tensor-type.ts';
import { createSession } from '../runtime/session.ts';
import { auxiliaryLoss, auxiliaryTargets } from './auxiliary-loss.ts';

const patients = 4;
/** Some labels are known of some patients; of the third head's of none. */
const labels = [{ fc1: 1, fc4: 1.5 }, { fc1: 0 }, { fc2: 1, fc4: 0.8 }, { fc1: 1 }];

// PyTorch 2.13, float64: F.cross_entropy of the known rows of fc1 and fc2, F.mse_loss of fc4's, of
// the numbers of `pattern`; summed, and their gradients.
const pytorch = {
  loss: 3.904952093695675,
  fc1: [0.191747279, -0.191747279, -0.141586054, 0.141586054, 0, 0, 0.191747279, -0.191747279],
  fc2: [0, 0, 0, 0, 0.575241838, -0.575241838, 0, 0],
  fc3: [0, 0, 0, 0, 0, 0, 0, 0],
  fc4: [-2.14122894, 0, -0.047770069, 0],
};

test('losses and gradients are means over the patients whose label is known', async () => {
  const graph = graphBuilder();
  const head = (name: keyof typeof auxiliaryOutputs) =>
    graph.input(name, [patients, auxiliaryOutputs[name]]);
  const heads = { fc1: head('fc1'), fc2: head('fc2'), fc3: head('fc3'), fc4: head('fc4') };
  const loss = auxiliaryLoss(graph, heads);
  const [fc1, fc2, fc3, fc4] = gradientsOf(graph, loss, Object.values(heads));
  const session = await createSession(
    encodeModel(graph.finish({ loss, d1: fc1, d2: fc2, d3: fc3, d4: fc4 })),
  );
  try {
    const results = await session.run({
      ...auxiliaryTargets(labels),
      ...{ fc1: pattern(2, 1), fc2: pattern(2, 2), fc3: pattern(2, 3), fc4: pattern(1, 4) },
    });
    expect(results.get('loss')?.data[0]).toBeCloseTo(pytorch.loss, 5);
    for (const [name, key] of [
      ['d1', 'fc1'],
      ['d2', 'fc2'],
      ['d3', 'fc3'],
      ['d4', 'fc4'],
    ] as const) {
      for (const [n, expected] of pytorch[key].entries()) {
        expect(results.get(name)?.data[n], `${key} ${n}`).toBeCloseTo(expected, 6);
      }
    }
  } finally {
    await session.dispose();
  }
});

function pattern(columns: number, seed: number) {
  const data = new Float32Array(patients * columns);
  return tensor(
    [patients, columns],
    data.map((_, n) => ((n * 7919 + seed * 104729) % 1009) / 504.5 - 1),
  );
}
