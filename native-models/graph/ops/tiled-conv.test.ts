import { expect, test } from 'vitest';
import { seededRandom } from '../../numeric/random.ts';
import { createSession } from '../../runtime/session.ts';
import { graphBuilder } from '../graph.ts';
import { encodeModel } from '../onnx/encode-model.ts';
import { elementCount, tensor, type Shape, type Tensor } from '../tensor-type.ts';
import { conv } from './conv.ts';
import { tiledConv, tilesPay } from './tiled-conv.ts';
import type { Three } from './window.ts';

interface Case {
  readonly image: Shape;
  readonly weight: Shape;
  readonly padding: Three;
}

const cases: Readonly<Record<string, Case>> = {
  'two images': { image: [2, 20, 8, 6, 7], weight: [24, 20, 3, 3, 3], padding: [1, 1, 1] },
  'a last tile that is cut off': {
    image: [1, 32, 6, 6, 6],
    weight: [16, 32, 3, 3, 3],
    padding: [1, 1, 1],
  },
  'uneven kernel and padding': {
    image: [1, 3, 9, 5, 6],
    weight: [4, 3, 3, 1, 2],
    padding: [0, 0, 1],
  },
  'less depth than a tile sees': {
    image: [1, 4, 2, 5, 5],
    weight: [4, 4, 3, 3, 3],
    padding: [1, 1, 1],
  },
};

test.each(Object.entries(cases))(
  'tiles give what ONNX Runtime’s own convolution gives: %s',
  async (_, { image, weight, padding }) => {
    const graph = graphBuilder();
    const [x, w] = [graph.input('x', image), graph.input('w', weight)];
    const plain = graph.apply(conv, [x, w], { stride: [1, 1, 1], padding });
    const tiled = tiledConv(graph, x, w, padding);
    const session = await createSession(encodeModel(graph.finish({ plain, tiled })), {
      threads: 1,
    });
    try {
      const random = seededRandom(3);
      const results = await session.run({ x: drawn(image, random), w: drawn(weight, random) });
      const [expected, actual] = ['plain', 'tiled'].map((name) => results.get(name));
      expect(actual?.shape).toEqual(expected?.shape);
      const largest = Math.max(...(expected?.data ?? []).map(Math.abs));
      const gaps = (expected?.data ?? new Float32Array()).map((v, n) =>
        Math.abs(v - (actual?.data[n] ?? NaN)),
      );
      expect(Math.max(...gaps) / largest).toBeLessThan(4e-6);
    } finally {
      await session.dispose();
    }
  },
);

test('tiles are for many channels and positions, and kernels three planes deep', () => {
  expect(tilesPay([1, 64, 48, 48, 48], [64, 64, 3, 3, 3])).toBe(true);
  expect(tilesPay([1, 64, 48, 48, 48], [64, 64, 1, 1, 1])).toBe(false);
  expect(tilesPay([1, 8, 48, 48, 48], [64, 8, 3, 3, 3])).toBe(false);
  expect(tilesPay([1, 512, 6, 6, 6], [512, 512, 3, 3, 3])).toBe(false);
  expect(tilesPay([12, 512, 6, 6, 6], [512, 512, 3, 3, 3])).toBe(true);
});

function drawn(shape: Shape, random: { readonly next: () => number }): Tensor {
  const data = new Float32Array(elementCount(shape));
  return tensor(
    shape,
    data.map(() => 2 * random.next() - 1),
  );
}
