import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { add } from '../graph/ops/add.ts';
import { conv } from '../graph/ops/conv.ts';
import { flatten } from '../graph/ops/flatten.ts';
import { globalAveragePool } from '../graph/ops/global-average-pool.ts';
import { maxPool } from '../graph/ops/max-pool.ts';
import { relu } from '../graph/ops/relu.ts';
import type { Three } from '../graph/ops/window.ts';
import type { Normalise } from './normalise.ts';

/** Size of a 3D ResNet. */
export interface ResNetSize {
  /** Two 3³ convolutions, or 1³, 3³ and 1³ with four times as many channels at the end. */
  readonly block: 'basic' | 'bottleneck';
  /** Number of blocks in each of the four stages. */
  readonly blocks: readonly [number, number, number, number];
  /** Channels within the blocks of each stage; the first is also that of the stem. */
  readonly widths: readonly [number, number, number, number];
}

const widths = [64, 128, 256, 512] as const;

/** The study's ResNets. */
export const resnet18: ResNetSize = { block: 'basic', blocks: [2, 2, 2, 2], widths };
export const resnet34: ResNetSize = { block: 'basic', blocks: [3, 4, 6, 3], widths };
export const resnet50: ResNetSize = { block: 'bottleneck', blocks: [3, 4, 6, 3], widths };

export interface ResNetOutput {
  /** What each of the four stages computes, [N, width, D, H, W]. */
  readonly stages: readonly Value[];
  /** Average of the last stage over all positions, [N, last width]. */
  readonly features: Value;
}

/**
 * A 3D ResNet: stem 7³ with stride 1, BN, ReLU, max pool 3³ with stride 2, four stages of residual
 * blocks of which all but the first halve the image.
 *
 * Parameters have MONAI's state-dict names; the networks are equal on equal weights.
 *
 * Source: He K et al., Deep residual learning, CVPR 2016, in three dimensions; shortcuts of type B
 * whose convolution has a bias, as in MONAI; in a bottleneck the 3³ convolution has the stride.
 *
 * @param x [N, 1, D, H, W].
 */
export function resnet(
  graph: GraphBuilder,
  x: Value,
  size: ResNetSize,
  normalise: Normalise,
): ResNetOutput {
  const layers = layersIn(graph, normalise);
  const stem = layers.conv(x, { name: 'conv1', out: size.widths[0], kernel: 7, stride: 1 });
  const pooled = graph.apply(maxPool, [layers.active(stem, 'bn1')], {
    kernel: [3, 3, 3],
    stride: [2, 2, 2],
    padding: [1, 1, 1],
  });
  let current = pooled;
  const stages = size.blocks.map((count, stage) => {
    for (let n = 0; n < count; n += 1) {
      const stride = stage > 0 && n === 0 ? 2 : 1;
      const place = { name: `layer${stage + 1}.${n}`, width: size.widths[stage], stride };
      current = blocks[size.block](layers, current, place);
    }
    return current;
  });
  const average = graph.apply(globalAveragePool, [current], {});
  return { stages, features: graph.apply(flatten, [average], {}) };
}

interface Block {
  readonly name: string;
  readonly width: number;
  readonly stride: number;
}

/** A block leaves four times its width in a bottleneck. */
const EXPANSION = 4;

const blocks: Readonly<
  Record<ResNetSize['block'], (layers: Layers, x: Value, block: Block) => Value>
> = {
  basic: (layers, x, { name, width, stride }) => {
    const first = layers.conv(x, { name: `${name}.conv1`, out: width, kernel: 3, stride });
    const active = layers.active(first, `${name}.bn1`);
    const second = layers.conv(active, { name: `${name}.conv2`, out: width, kernel: 3, stride: 1 });
    return layers.joined(layers.normalised(second, `${name}.bn2`), x, { name, stride });
  },
  bottleneck: (layers, x, { name, width, stride }) => {
    const first = layers.conv(x, { name: `${name}.conv1`, out: width, kernel: 1, stride: 1 });
    const narrow = layers.active(first, `${name}.bn1`);
    const second = layers.conv(narrow, { name: `${name}.conv2`, out: width, kernel: 3, stride });
    const wide = { name: `${name}.conv3`, out: width * EXPANSION, kernel: 1, stride: 1 };
    const third = layers.conv(layers.active(second, `${name}.bn2`), wide);
    return layers.joined(layers.normalised(third, `${name}.bn3`), x, { name, stride });
  },
};

interface ConvLayer {
  readonly name: string;
  readonly out: number;
  /** Edge of the cubic kernel, odd; the padding keeps the size. */
  readonly kernel: number;
  readonly stride: number;
  readonly bias?: boolean;
}

type Layers = ReturnType<typeof layersIn>;

/** The layers that all blocks are made of. */
function layersIn(graph: GraphBuilder, normalise: Normalise) {
  const conv3d = (x: Value, { name, out, kernel, stride, bias = false }: ConvLayer): Value => {
    const weight = graph.parameter(`${name}.weight`, [out, x.shape[1], kernel, kernel, kernel]);
    const padding = (kernel - 1) / 2;
    const attrs = { stride: cube(stride), padding: cube(padding) };
    if (!bias) return graph.apply(conv, [x, weight], attrs);
    return graph.apply(conv, [x, weight, graph.parameter(`${name}.bias`, [out])], attrs);
  };
  const normalised = (x: Value, name: string): Value => normalise(graph, x, name);

  /** The shortcut: x itself, or where a block changes the size a 1³ convolution with bias and BN. */
  const shortcut = (x: Value, { name, out, stride }: Omit<ConvLayer, 'kernel'>): Value => {
    if (stride === 1 && x.shape[1] === out) return x;
    const layer = { name: `${name}.downsample.0`, out, kernel: 1, stride, bias: true };
    return normalised(conv3d(x, layer), `${name}.downsample.1`);
  };
  return {
    conv: conv3d,
    normalised,
    active: (x: Value, name: string): Value => graph.apply(relu, [normalised(x, name)], {}),
    joined: (residual: Value, x: Value, at: { readonly name: string; readonly stride: number }) => {
      const direct = shortcut(x, { ...at, out: residual.shape[1] });
      return graph.apply(relu, [graph.apply(add, [residual, direct], {})], {});
    },
  };
}

function cube(n: number): Three {
  return [n, n, n];
}
