import type { GraphBuilder } from '../../graph/graph.ts';
import type { Value } from '../../graph/op.ts';
import { relu } from '../../graph/ops/relu.ts';
import { transpose } from '../../graph/ops/transpose.ts';
import type { Backbone, Part } from '../backbone.ts';
import { swinBlock } from './block.ts';
import { plainLayerNorm } from './layers.ts';
import { mergePatches, patchEmbedding } from './patches.ts';

type Four = readonly [number, number, number, number];

/** Size of a 3D Swin Transformer. */
export interface SwinSize {
  /** Channels of a patch; every stage doubles them. */
  readonly embed: number;
  /** Blocks in each stage; every second one has shifted windows. */
  readonly depths: Four;
  /** Heads of the attention in each stage. */
  readonly heads: Four;
  /** Edge of a window, in patches. */
  readonly window: number;
  /** Channels between the layers of a perceptron, in channels of its stage. */
  readonly mlpRatio: number;
}

/** The study's Swin Transformer. */
export const studySwin: SwinSize = {
  embed: 48,
  depths: [2, 2, 2, 2],
  heads: [3, 6, 12, 24],
  window: 7,
  mlpRatio: 4,
};

/** What training files have in front of the network's names. */
export const swinPrefix = 'swinViT.';

/**
 * A 3D Swin Transformer: patches of 2³ voxels, four stages of blocks that attend within windows,
 * each stage followed by a merging of 2³ neighbours. Behind the last, vectors are normalised over
 * their channels and cut off at 0.
 *
 * Parameters have MONAI's state-dict names behind the prefix; the networks are equal on equal
 * weights. Nothing in it depends on a batch's statistics.
 *
 * Source: Liu Z et al., Swin Transformer, ICCV 2021, in three dimensions as Tang Y et al., CVPR 2022,
 * use it: no position embedding, no normalisation of patches, merging after every stage.
 */
export function swinBackbone(size: SwinSize, prefix = ''): Backbone {
  const last: Part = (graph, x) => {
    const normal = normaliseChannels(graph, swinStage(graph, x, { size, prefix, n: 3 }));
    return graph.apply(relu, [normal], {});
  };
  const stage = (n: 0 | 1 | 2): Part => {
    return (graph, x) => swinStage(graph, x, { size, prefix, n });
  };
  return {
    stem: (graph, x) => {
      const layer = { name: `${prefix}patch_embed.proj`, out: size.embed };
      return channelsFirst(graph, patchEmbedding(graph, x, layer));
    },
    stages: [stage(0), stage(1), stage(2), last],
  };
}

interface SwinStage {
  readonly size: SwinSize;
  readonly prefix: string;
  readonly n: 0 | 1 | 2 | 3;
}

/** The blocks of a stage and the merging behind them; [N, C, D, H, W] to [N, 2C, D/2, H/2, W/2]. */
function swinStage(graph: GraphBuilder, x: Value, { size, prefix, n }: SwinStage): Value {
  const { depths, heads, window, mlpRatio } = size;
  const name = `${prefix}layers${n + 1}.0`;
  let current = channelsLast(graph, x);
  for (let block = 0; block < depths[n]; block += 1) {
    const place = { name: `${name}.blocks.${block}`, heads: heads[n], shifted: block % 2 === 1 };
    current = swinBlock(graph, current, { ...place, window, mlpRatio });
  }
  return channelsFirst(graph, mergePatches(graph, current, `${name}.downsample`));
}

/** Every position's vector brought to mean 0 and variance 1; x [N, C, D, H, W]. */
export function normaliseChannels(graph: GraphBuilder, x: Value): Value {
  return channelsFirst(graph, plainLayerNorm(graph, channelsLast(graph, x)));
}

function channelsLast(graph: GraphBuilder, x: Value): Value {
  return graph.apply(transpose, [x], { order: [0, 2, 3, 4, 1] });
}

function channelsFirst(graph: GraphBuilder, x: Value): Value {
  return graph.apply(transpose, [x], { order: [0, 4, 1, 2, 3] });
}
