import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { add } from '../graph/ops/add.ts';
import { maxPool } from '../graph/ops/max-pool.ts';
import { relu } from '../graph/ops/relu.ts';
import { appendBackbone, type Backbone, type BackboneOutput, type Part } from './backbone.ts';
import { convolution, cube, type ConvLayer } from './convolution.ts';
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

/**
 * A 3D ResNet: stem 7³ with stride 1, BN, ReLU, max pool 3³ with stride 2, four stages of residual
 * blocks of which all but the first halve the image.
 *
 * Parameters have MONAI's state-dict names; the networks are equal on equal weights.
 *
 * Source: He K et al., Deep residual learning, CVPR 2016, in three dimensions; shortcuts of type B
 * whose convolution has a bias, as in MONAI; in a bottleneck the 3³ convolution has the stride.
 */
export function resnetBackbone(size: ResNetSize): Backbone {
  const stage = (n: 0 | 1 | 2 | 3): Part => {
    return (graph, x, normalise) => {
      const layers = layersIn(graph, normalise);
      let current = x;
      for (let block = 0; block < size.blocks[n]; block += 1) {
        const stride = n > 0 && block === 0 ? 2 : 1;
        const place = { name: `layer${n + 1}.${block}`, width: size.widths[n], stride };
        current = blocks[size.block](layers, current, place);
      }
      return current;
    };
  };
  return { stem: stem(size.widths[0]), stages: [stage(0), stage(1), stage(2), stage(3)] };
}

/** Appends a ResNet; x [N, 1, D, H, W]. */
export function resnet(
  graph: GraphBuilder,
  x: Value,
  size: ResNetSize,
  normalise: Normalise,
): BackboneOutput {
  return appendBackbone(graph, x, resnetBackbone(size), normalise);
}

function stem(out: number): Part {
  return (graph, x, normalise) => {
    const layers = layersIn(graph, normalise);
    const wide = layers.conv(x, { name: 'conv1', out, kernel: 7 });
    const pool = { kernel: cube(3), stride: cube(2), padding: cube(1) };
    // The largest of the positive parts is the positive part of the largest, and there are 8 times fewer.
    const pooled = graph.apply(maxPool, [layers.normalised(wide, 'bn1')], pool);
    return graph.apply(relu, [pooled], {});
  };
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
    const second = layers.conv(active, { name: `${name}.conv2`, out: width, kernel: 3 });
    return layers.joined(layers.normalised(second, `${name}.bn2`), x, { name, stride });
  },
  bottleneck: (layers, x, { name, width, stride }) => {
    const first = layers.conv(x, { name: `${name}.conv1`, out: width, kernel: 1 });
    const narrow = layers.active(first, `${name}.bn1`);
    const second = layers.conv(narrow, { name: `${name}.conv2`, out: width, kernel: 3, stride });
    const wide = { name: `${name}.conv3`, out: width * EXPANSION, kernel: 1 };
    const third = layers.conv(layers.active(second, `${name}.bn2`), wide);
    return layers.joined(layers.normalised(third, `${name}.bn3`), x, { name, stride });
  },
};

type Layers = ReturnType<typeof layersIn>;

/** The layers that all blocks are made of. */
function layersIn(graph: GraphBuilder, normalise: Normalise) {
  const normalised = (x: Value, name: string): Value => normalise(graph, x, name);

  /** The shortcut: x itself, or where a block changes the size a 1³ convolution with bias and BN. */
  const shortcut = (
    x: Value,
    { name, out, stride }: Omit<Required<ConvLayer>, 'kernel' | 'bias'>,
  ) => {
    if (stride === 1 && x.shape[1] === out) return x;
    const layer = { name: `${name}.downsample.0`, out, kernel: 1, stride, bias: true };
    return normalised(convolution(graph, x, layer), `${name}.downsample.1`);
  };
  return {
    conv: (x: Value, layer: ConvLayer): Value => convolution(graph, x, layer),
    normalised,
    active: (x: Value, name: string): Value => graph.apply(relu, [normalised(x, name)], {}),
    joined: (residual: Value, x: Value, at: { readonly name: string; readonly stride: number }) => {
      const direct = shortcut(x, { ...at, out: residual.shape[1] });
      return graph.apply(relu, [graph.apply(add, [residual, direct], {})], {});
    },
  };
}
