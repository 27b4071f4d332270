import type { GraphNode } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { elementCount } from '../graph/tensor-type.ts';

/**
 * Values larger than this are not kept for every patient of a batch; they are computed again where
 * they are needed. At the study's size that is the stem of a ResNet before its pooling.
 */
const LARGEST_KEPT_BYTES = 128 * 2 ** 20;
const FLOAT_BYTES = 4;

/** What takes long to compute again; all else takes a small part of a network's time. */
const costly: ReadonlySet<string> = new Set(['Conv', 'Gemm', 'MatMul', 'MaxPool', 'AveragePool']);

export interface KeptPlan {
  /** Of one value of one patient. */
  readonly largestKeptBytes?: number;
}

/**
 * The values to keep so that a value can be had again at little cost: itself if it is costly, else
 * what its inputs need, and itself again where that is too large.
 *
 * @param nodes All nodes by the names of their outputs; what has none is given anyway.
 * @returns Null where something costly must be computed again, since all is too large.
 */
export function valuesToKeep(
  value: Value,
  nodes: ReadonlyMap<string, GraphNode>,
  plan: KeptPlan = {},
): ReadonlySet<Value> | null {
  const { largestKeptBytes = LARGEST_KEPT_BYTES } = plan;
  const node = nodes.get(value.name);
  if (!node) return new Set();
  const itself = bytesOf(value) <= largestKeptBytes ? new Set([value]) : null;
  if (costly.has(node.onnx)) return itself;
  const all = new Set<Value>();
  for (const input of node.inputs) {
    const needed = valuesToKeep(input, nodes, plan);
    if (!needed) return itself;
    for (const one of needed) all.add(one);
  }
  return all;
}

function bytesOf({ shape }: Value): number {
  return elementCount(shape) * FLOAT_BYTES;
}
