import type { AuxiliaryHead } from '../architectures/heads.ts';
import type { Graph } from '../graph/graph.ts';
import { elementCount, tensor, type Shape, type Tensor } from '../graph/tensor-type.ts';
import { auxiliaryTargets } from './auxiliary-loss.ts';
import { contrastivePairs } from './contrastive-loss.ts';
import { classTargets } from './cross-entropy.ts';

/** What is known of a patient beyond the node status, by the head that learns it. */
export type AuxiliaryLabels = Readonly<Partial<Record<AuxiliaryHead, number>>>;

/** One patient as a network sees it. */
export interface Sample {
  /** The crop, or what frozen stages made of it. */
  readonly x: Float32Array;
  readonly radiomics: Float32Array;
  /** 0: pN-, 1: pN+. */
  readonly label: number;
  readonly auxiliary?: AuxiliaryLabels;
}

export interface Batch {
  /** [N, …] */
  readonly x: Tensor;
  /** [N, r] */
  readonly radiomics: Tensor;
  /** 0: pN-, 1: pN+. */
  readonly labels: readonly number[];
  readonly auxiliary?: readonly AuxiliaryLabels[];
}

/** @param shape Of one patient's x, without the axis of the batch. */
export function batchOf(samples: readonly Sample[], shape: Shape): Batch {
  return {
    x: stacked(
      samples.map(({ x }) => x),
      shape,
    ),
    radiomics: stacked(
      samples.map(({ radiomics }) => radiomics),
      [samples[0].radiomics.length],
    ),
    labels: samples.map(({ label }) => label),
    auxiliary: samples.map(({ auxiliary }) => auxiliary ?? {}),
  };
}

/** Tensors of one shape as one with a first axis more. */
export function stacked(parts: readonly Float32Array[], shape: Shape): Tensor {
  const size = elementCount(shape);
  const data = new Float32Array(parts.length * size);
  for (const [n, part] of parts.entries()) data.set(part, n * size);
  return tensor([parts.length, ...shape], data);
}

/** Slices along the first axis, each with a first axis of 1; they share the tensor's memory. */
export function slicesOf({ shape: [count, ...shape], data }: Tensor): readonly Tensor[] {
  const size = elementCount(shape);
  return Array.from({ length: count }, (_, n) =>
    tensor([1, ...shape], data.subarray(n * size, (n + 1) * size)),
  );
}

/** A batch as the inputs of a graph of losses; those that this graph does not have are left out. */
export function batchInputs(
  { inputs }: Graph,
  { x, radiomics, labels, auxiliary = labels.map(() => ({})) }: Batch,
  classWeights?: readonly [number, number],
): Record<string, Tensor> {
  const all: Record<string, Tensor> = {
    ...{ x, radiomics, targets: classTargets(labels, classWeights) },
    ...contrastivePairs(labels),
    ...auxiliaryTargets(auxiliary),
  };
  return Object.fromEntries(inputs.map(({ name }) => [name, all[name]]));
}
