import { expect, test } from 'vitest';
import { resnet18, resnetBackbone } from '../architectures/resnet.ts';
import { appendBackbone } from '../architectures/backbone.ts';
import { storedStatistics } from '../architectures/normalise.ts';
import { graphCost } from './cost.ts';
import { graphBuilder } from './graph.ts';
import { add } from './ops/add.ts';
import { linear } from './ops/linear.ts';
import { matmul } from './ops/matmul.ts';
import { relu } from './ops/relu.ts';

test('ResNet-18 at 96³ has the multiplications that its convolutions sum up to', () => {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 1, 96, 96, 96]);
  const { features } = appendBackbone(graph, x, resnetBackbone(resnet18), storedStatistics);
  const { multiplyAdds, work } = graphCost(graph.finish({ features }));
  expect(work).toBeGreaterThan(multiplyAdds);
  // By hand: output channels · input channels · kernel · positions of every convolution.
  const stem = 64 * 343 * 96 ** 3;
  const stage = (from: number, to: number, edge: number): number =>
    (from === to ? 0 : from * to + (from - to) * to * 27) * edge ** 3 +
    4 * to * to * 27 * edge ** 3;
  const convolutions =
    stem + stage(64, 64, 48) + stage(64, 128, 24) + stage(128, 256, 12) + stage(256, 512, 6);
  expect(multiplyAdds).toBe(convolutions);
  // Counted once more by a prototype of the same network: 212.0 GFLOP.
  expect(Math.abs((2 * multiplyAdds) / 212.0e9 - 1)).toBeLessThan(5e-3);
});

test('matrix products count rows, inner size and columns', () => {
  const graph = graphBuilder();
  const a = graph.input('a', [3, 5]);
  const product = graph.apply(matmul, [a, graph.input('b', [5, 7])], {});
  const weight = graph.parameter('weight', [11, 7]);
  const out = graph.apply(linear, [product, weight, graph.parameter('bias', [11])], {});
  const { multiplyAdds } = graphCost(graph.finish({ out }));
  expect(multiplyAdds).toBe(3 * 5 * 7 + 3 * 7 * 11);
});

test('memory is given up behind the last use', () => {
  const graph = graphBuilder();
  const x = graph.input('x', [100]);
  const first = graph.apply(relu, [x], {});
  const second = graph.apply(relu, [first], {});
  const third = graph.apply(relu, [second], {});
  const fourth = graph.apply(add, [third, first], {});
  // Input, first (read at the end), and two of the chain at any time.
  expect(graphCost(graph.finish({ fourth })).peakBytes).toBe(4 * 400);
  expect(graphCost(graph.finish({ fourth, second })).peakBytes).toBe(5 * 400);
});
