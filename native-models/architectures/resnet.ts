import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { add } from '../graph/ops/add.ts';
import { conv } from '../graph/ops/conv.ts';
import { flatten } from '../graph/ops/flatten.ts';
import { globalAveragePool } from '../graph/ops/global-average-pool.ts';
import { maxPool } from '../graph/ops/max-pool.ts';
import { relu } from '../graph/ops/relu.ts';
import { batchNorm } from './batch-norm.ts';

/** Size of a 3D ResNet of basic blocks. */
export interface ResNetSize {
  /** Number of basic blocks in each of the four stages. */
  readonly blocks: readonly [number, number, number, number];
  /** Channels of each stage; the first is also that of the stem. */
  readonly widths: readonly [number, number, number, number];
}

/** ResNet-18 as the study used it. */
export const resnet18: ResNetSize = { blocks: [2, 2, 2, 2], widths: [64, 128, 256, 512] };

export interface ResNetOutput {
  /** What each of the four stages computes, [N, width, D, H, W]. */
  readonly stages: readonly Value[];
  /** Average of the last stage over all positions, [N, last width]. */
  readonly features: Value;
}

/**
 * A 3D ResNet in inference mode: stem 7³ with stride 1, BN, ReLU, max pool 3³ with stride 2, four
 * stages of basic blocks of which all but the first halve the image.
 *
 * Parameters have MONAI's state-dict names; the networks are equal on equal weights.
 *
 * Source: He K et al., Deep residual learning, CVPR 2016, in three dimensions; shortcuts of type B
 * whose convolution has a bias, as in MONAI.
 *
 * @param x [N, 1, D, H, W].
 */
export function resnet(
  graph: GraphBuilder,
  x: Value,
  { blocks, widths }: ResNetSize,
): ResNetOutput {
  const stemWeight = graph.parameter('conv1.weight', [widths[0], x.shape[1], 7, 7, 7]);
  const stem = graph.apply(conv, [x, stemWeight], { stride: [1, 1, 1], padding: [3, 3, 3] });
  const active = graph.apply(relu, [batchNorm(graph, stem, 'bn1')], {});
  let current = graph.apply(maxPool, [active], {
    kernel: [3, 3, 3],
    stride: [2, 2, 2],
    padding: [1, 1, 1],
  });

  const stages = blocks.map((count, stage) => {
    for (let block = 0; block < count; block += 1) {
      const stride = stage > 0 && block === 0 ? 2 : 1;
      const name = `layer${stage + 1}.${block}`;
      current = basicBlock(graph, current, { name, width: widths[stage], stride });
    }
    return current;
  });

  const pooled = graph.apply(globalAveragePool, [current], {});
  return { stages, features: graph.apply(flatten, [pooled], {}) };
}

interface Block {
  readonly name: string;
  readonly width: number;
  readonly stride: number;
}

function basicBlock(graph: GraphBuilder, x: Value, { name, width, stride }: Block): Value {
  const first = conv3(graph, x, { name: `${name}.conv1`, width, stride });
  const active = graph.apply(relu, [batchNorm(graph, first, `${name}.bn1`)], {});
  const second = conv3(graph, active, { name: `${name}.conv2`, width, stride: 1 });
  const residual = batchNorm(graph, second, `${name}.bn2`);
  const shortcut =
    stride === 1 && x.shape[1] === width
      ? x
      : projection(graph, x, { name: `${name}.downsample`, width, stride });
  return graph.apply(relu, [graph.apply(add, [residual, shortcut], {})], {});
}

function conv3(graph: GraphBuilder, x: Value, { name, width, stride }: Block): Value {
  const weight = graph.parameter(`${name}.weight`, [width, x.shape[1], 3, 3, 3]);
  return graph.apply(conv, [x, weight], { stride: [stride, stride, stride], padding: [1, 1, 1] });
}

/** The shortcut where a block changes the size: 1³ convolution with bias, then BN. */
function projection(graph: GraphBuilder, x: Value, { name, width, stride }: Block): Value {
  const weight = graph.parameter(`${name}.0.weight`, [width, x.shape[1], 1, 1, 1]);
  const bias = graph.parameter(`${name}.0.bias`, [width]);
  const projected = graph.apply(conv, [x, weight, bias], {
    stride: [stride, stride, stride],
    padding: [0, 0, 0],
  });
  return batchNorm(graph, projected, `${name}.1`);
}
