import type { BackboneSize } from '../architectures/families.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import { required } from './network-reference.ts';

type Weights = ReadonlyMap<string, Tensor>;
type Four = readonly [number, number, number, number];
type SizeOf<F> = Extract<BackboneSize, { readonly family: F }>;

// References are as wide and deep as their files say; a network's weights show it in their shapes.

/** Stages, blocks and widths of a ResNet. */
export function resnetSize(weights: Weights): SizeOf<'resnet'> {
  return {
    family: 'resnet',
    block: weights.has('layer1.0.conv3.weight') ? 'bottleneck' : 'basic',
    blocks: inEachStage((n) => countOf(weights, `layer${n}.#.conv1.weight`)),
    widths: inEachStage((n) => outputs(weights, `layer${n}.0.conv1.weight`)),
  };
}

/** Channels and dense layers of a DenseNet. */
export function densenetSize(weights: Weights): SizeOf<'densenet'> {
  return {
    family: 'densenet',
    initial: outputs(weights, 'features.conv0.weight'),
    growth: outputs(weights, 'features.denseblock1.denselayer1.layers.conv2.weight'),
    blocks: inEachStage((n) =>
      countOf(weights, `features.denseblock${n}.denselayer#.layers.conv1.weight`),
    ),
  };
}

/** Channels, blocks, heads and windows of a Swin Transformer. */
export function swinSize(weights: Weights): SizeOf<'swin'> {
  const block = (n: number): string => `layers${n}.0.blocks.0`;
  const biases = (n: number): readonly number[] =>
    required(weights, `${block(n)}.attn.relative_position_bias_table`).shape;
  const embed = outputs(weights, 'patch_embed.proj.weight');
  return {
    ...{ family: 'swin', embed },
    depths: inEachStage((n) => countOf(weights, `layers${n}.0.blocks.#.norm1.weight`)),
    heads: inEachStage((n) => biases(n)[1]),
    // A bias for each of (2 window - 1)³ distances.
    window: (Math.round(Math.cbrt(biases(1)[0])) + 1) / 2,
    mlpRatio: outputs(weights, `${block(1)}.mlp.linear1.weight`) / embed,
  };
}

function inEachStage(of: (n: number) => number): Four {
  return [of(1), of(2), of(3), of(4)];
}

/** First axis of a weight. */
function outputs(weights: Weights, name: string): number {
  return required(weights, name).shape[0];
}

/** Names of a pattern in which # is a number. */
function countOf(weights: Weights, pattern: string): number {
  const [before, after] = pattern.split('#');
  const names = [...weights.keys()].filter((name) => {
    const isNamed = name.startsWith(before) && name.endsWith(after);
    return isNamed && /^\d+$/.test(name.slice(before.length, -after.length));
  });
  return names.length;
}
