import { expect, test } from 'vitest';
import { graphBuilder } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { concat } from '../graph/ops/concat.ts';
import { conv } from '../graph/ops/conv.ts';
import { multiply } from '../graph/ops/multiply.ts';
import { required } from '../testing/network-reference.ts';
import monai from './fixtures/sliding-window.json' with { type: 'json' };
import { createSession } from './session.ts';
import { slideWindows } from './sliding-window.ts';
import { windowPlan, windowWeights, type Three } from './window-plan.ts';

// fixtures/sliding-window.py: MONAI 1.6.1's sliding_window_inference, mode gaussian, 0.125.
for (const reference of monai) {
  const [extent, patch] = [three(reference.extent), three(reference.patch)];
  const { overlap } = reference;

  test(`windows of ${patch.join('×')} on ${extent.join('×')} lie and weigh as MONAI’s`, () => {
    expect(windowPlan(extent, patch, overlap).starts).toEqual(reference.starts);
    const { data } = windowWeights(patch);
    expect(data.length).toBe(reference.weights.length);
    for (const [n, weight] of reference.weights.entries()) expect(data[n]).toBeCloseTo(weight, 6);
  });

  test(`their mean on ${extent.join('×')} is MONAI’s`, async () => {
    const mean = await blended(extent, patch, overlap);
    const some = mean.filter((_, n) => n % 7 === 0);
    expect(some.length).toBe(reference.mean.length);
    for (const [n, value] of reference.mean.entries()) expect(some[n]).toBeCloseTo(value, 5);
  });
}

test('an overlap of whole windows would never end', () => {
  expect(() => windowPlan([9, 9, 9], [4, 4, 4], 1)).toThrow(RangeError);
});

/** All of the mean, [2, extent], without the padding. */
async function blended(extent: Three, patch: Three, overlap: number): Promise<Float32Array> {
  const plan = windowPlan(extent, patch, overlap);
  const [planes, rows, columns] = extent;
  const area = plan.extent[1] * plan.extent[2];
  const padded = new Float32Array(plan.extent[0] * area);
  const inPadding = (p: number, r: number, c: number): number =>
    (p + plan.before[0]) * area + (r + plan.before[1]) * plan.extent[2] + c + plan.before[2];
  for (let n = 0; n < planes * rows * columns; n += 1) {
    const place = [Math.floor(n / (rows * columns)), Math.floor(n / columns) % rows, n % columns];
    padded[inPadding(place[0], place[1], place[2])] = Math.sin(n * 0.37);
  }
  const result = new Float32Array(2 * planes * rows * columns);
  const session = await createSession(boxAndSquare(patch), { threads: 1 });
  const seen: number[] = [];
  try {
    await slideWindows(plan, {
      slab: (start) => padded.slice(start * area, (start + patch[0]) * area),
      run: async (window) => required(await session.run({ x: window }), 'y'),
      plane: (at, mean) => {
        seen.push(at);
        const p = at - plan.before[0];
        if (p < 0 || p >= planes) return;
        for (let n = 0; n < 2 * rows * columns; n += 1) {
          const [c, r] = [Math.floor(n / (rows * columns)), Math.floor(n / columns) % rows];
          const from = c * area + inPadding(0, r, n % columns) - plan.before[0] * area;
          result[((c * planes + p) * rows + r) * columns + (n % columns)] = mean.data[from];
        }
      },
    });
  } finally {
    await session.dispose();
  }
  expect(seen).toEqual(Array.from({ length: plan.extent[0] }, (_, n) => n));
  return result;
}

/** Two channels: the mean of 3³ voxels with zeros around the window, and the square. */
function boxAndSquare(patch: Three): Uint8Array {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 1, ...patch]);
  const box = graph.constant([1, 1, 3, 3, 3], 1 / 27);
  const filtered = graph.apply(conv, [x, box], { stride: [1, 1, 1], padding: [1, 1, 1] });
  const square = graph.apply(multiply, [x, x], {});
  return encodeModel(graph.finish({ y: graph.apply(concat, [filtered, square], { axis: 1 }) }));
}

function three([a, b, c]: readonly number[]): Three {
  return [a, b, c];
}
