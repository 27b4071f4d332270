import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { averagePool } from '../graph/ops/average-pool.ts';
import { conv } from '../graph/ops/conv.ts';
import { globalAveragePool } from '../graph/ops/global-average-pool.ts';
import { groupedConv } from '../graph/ops/grouped-conv.ts';
import { maxPool } from '../graph/ops/max-pool.ts';
import { tiledConv } from '../graph/ops/tiled-conv.ts';
import type { Three } from '../graph/ops/window.ts';
import type { Shape } from '../graph/tensor-type.ts';

/** Shapes of the differentiated inputs, and what is computed from them. */
export interface GradientCase {
  readonly shapes: readonly Shape[];
  readonly build: (graph: GraphBuilder, inputs: readonly Value[]) => Value;
  /** Least value of the inputs, for functions that are not defined, or not smooth, below. */
  readonly above?: number;
}

/** Convolutions in their kinds. @param image [2, 3, D, H, W], of which those without groups are. */
export function convGradientCases(image: Shape): Readonly<Record<string, GradientCase>> {
  return {
    'conv 3³': convCase(image, [4, 3, 3, 3, 3], [1, 1, 1], 1),
    'conv 3³, stride 2': convCase(image, [4, 3, 3, 3, 3], [2, 2, 2], 1),
    'conv 3³, stride 2, 1, 3': convCase(image, [4, 3, 3, 3, 3], [2, 1, 3], 0),
    'conv 1³': convCase(image, [4, 3, 1, 1, 1], [1, 1, 1], 0),
    'conv 1³, stride 2': convCase(image, [4, 3, 1, 1, 1], [2, 2, 2], 0),
    'conv 2³, stride 2': convCase(image, [4, 3, 2, 2, 2], [2, 2, 2], 0),
    'conv 2³, stride 3': convCase(image, [4, 3, 2, 2, 2], [3, 3, 3], 0),
    'conv 3³ with many channels on a small image': {
      shapes: [
        [2, 6, 3, 2, 3],
        [7, 6, 3, 3, 3],
      ],
      build: (graph, [x, w]) =>
        graph.apply(conv, [x, w], { stride: [1, 1, 1], padding: [1, 1, 1] }),
    },
    'conv 2 × 3 × 1 with many channels on a small image': {
      shapes: [
        [1, 9, 3, 3, 2],
        [10, 9, 2, 3, 1],
      ],
      build: (graph, [x, w]) =>
        graph.apply(conv, [x, w], { stride: [1, 1, 1], padding: [1, 0, 0] }),
    },
    'conv of three groups, 3 × 3 in a plane': {
      shapes: [
        [2, 6, 3, 4, 5],
        [9, 2, 1, 3, 3],
      ],
      build: (graph, [x, w]) => graph.apply(groupedConv, [x, w], { groups: 3, padding: [0, 1, 1] }),
    },
    'conv of two groups, 2³': {
      shapes: [
        [2, 4, 3, 4, 5],
        [2, 2, 2, 2, 2],
      ],
      build: (graph, [x, w]) => graph.apply(groupedConv, [x, w], { groups: 2, padding: [1, 0, 1] }),
    },
    'conv in tiles': {
      shapes: [
        [2, 3, 8, 4, 5],
        [4, 3, 3, 3, 3],
      ],
      build: (graph, [x, w]) => tiledConv(graph, x, w, [1, 1, 1]),
    },
    'conv in tiles, the last one cut off': {
      shapes: [image, [4, 3, 3, 2, 3]],
      build: (graph, [x, w]) => tiledConv(graph, x, w, [0, 1, 0]),
    },
  };
}

/** Means and maxima of windows of an image. */
export function poolGradientCases(image: Shape): Readonly<Record<string, GradientCase>> {
  return {
    globalAveragePool: {
      shapes: [image],
      build: (graph, [x]) => graph.apply(globalAveragePool, [x], {}),
    },
    averagePool: {
      shapes: [image],
      build: (graph, [x]) => graph.apply(averagePool, [x], { kernel: [2, 2, 2] }),
    },
    maxPool: {
      shapes: [image],
      build: (graph, [x]) =>
        graph.apply(maxPool, [x], { kernel: [3, 3, 3], stride: [2, 2, 2], padding: [1, 1, 1] }),
    },
    'maxPool without overlap': {
      shapes: [image],
      build: (graph, [x]) =>
        graph.apply(maxPool, [x], { kernel: [2, 2, 2], stride: [2, 2, 2], padding: [0, 0, 0] }),
    },
  };
}

function convCase(image: Shape, weight: Shape, stride: Three, padding: number): GradientCase {
  return {
    shapes: [image, weight, [weight[0]]],
    build: (graph, [x, w, b]) =>
      graph.apply(conv, [x, w, b], { stride, padding: [padding, padding, padding] }),
  };
}
