import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { averagePool } from '../graph/ops/average-pool.ts';
import { concat } from '../graph/ops/concat.ts';
import { maxPool } from '../graph/ops/max-pool.ts';
import { relu } from '../graph/ops/relu.ts';
import type { Backbone, Part } from './backbone.ts';
import { convolution, cube } from './convolution.ts';
import type { Normalise } from './normalise.ts';

/** Size of a 3D DenseNet. */
export interface DenseNetSize {
  /** Channels of the stem. */
  readonly initial: number;
  /** Channels that each dense layer adds. */
  readonly growth: number;
  /** Number of dense layers in each of the four blocks. */
  readonly blocks: readonly [number, number, number, number];
}

/** The study's DenseNet. */
export const densenet121: DenseNetSize = { initial: 64, growth: 32, blocks: [6, 12, 24, 16] };

/** A dense layer's 1³ convolution gives this many times what the layer adds. */
const BOTTLENECK = 4;

/**
 * A 3D DenseNet: stem 7³ with stride 2, BN, ReLU, max pool 3³ with stride 2, four dense blocks, after
 * each of the first three a transition that halves channels and image, after the last BN and ReLU.
 * A stage is a block with what follows it.
 *
 * Parameters have MONAI's state-dict names; the networks are equal on equal weights.
 *
 * Source: Huang G et al., Densely connected convolutional networks, CVPR 2017, in three dimensions.
 */
export function densenetBackbone({ initial, growth, blocks }: DenseNetSize): Backbone {
  const stage = (n: 0 | 1 | 2 | 3, after: Part): Part => {
    return (graph, x, normalise) => {
      let dense = x;
      for (let layer = 1; layer <= blocks[n]; layer += 1) {
        const name = `features.denseblock${n + 1}.denselayer${layer}.layers`;
        const added = denseLayer(graph, dense, { name, growth, normalise });
        dense = graph.apply(concat, [dense, added], { axis: 1 });
      }
      return after(graph, dense, normalise);
    };
  };
  return {
    stem: stem(initial),
    stages: [
      stage(0, transition('features.transition1')),
      stage(1, transition('features.transition2')),
      stage(2, transition('features.transition3')),
      stage(3, activation('features.norm5')),
    ],
  };
}

function stem(out: number): Part {
  return (graph, x, normalise) => {
    const wide = convolution(graph, x, { name: 'features.conv0', out, kernel: 7, stride: 2 });
    return graph.apply(maxPool, [activation('features.norm0')(graph, wide, normalise)], {
      kernel: cube(3),
      stride: cube(2),
      padding: cube(1),
    });
  };
}

interface DenseLayer {
  readonly name: string;
  readonly growth: number;
  readonly normalise: Normalise;
}

/** The channels that a layer adds to all those before it. */
function denseLayer(graph: GraphBuilder, x: Value, { name, growth, normalise }: DenseLayer): Value {
  const active = activation(`${name}.norm1`)(graph, x, normalise);
  const narrow = { name: `${name}.conv1`, out: BOTTLENECK * growth, kernel: 1 };
  const middle = convolution(graph, active, narrow);
  const again = activation(`${name}.norm2`)(graph, middle, normalise);
  return convolution(graph, again, { name: `${name}.conv2`, out: growth, kernel: 3 });
}

function transition(name: string): Part {
  return (graph, x, normalise) => {
    const active = activation(`${name}.norm`)(graph, x, normalise);
    const out = Math.floor(x.shape[1] / 2);
    const narrow = convolution(graph, active, { name: `${name}.conv`, out, kernel: 1 });
    return graph.apply(averagePool, [narrow], { kernel: cube(2) });
  };
}

/** Batch normalisation, then ReLU. */
function activation(name: string): Part {
  return (graph, x, normalise) => graph.apply(relu, [normalise(graph, x, name)], {});
}
