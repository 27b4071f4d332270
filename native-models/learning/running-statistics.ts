import type { Tensor } from '../graph/tensor-type.ts';

/** Share of a batch in the stored statistics: PyTorch's default, which the study keeps. */
const MOMENTUM = 0.1;

/** What one batch normalisation saw. */
export interface SeenStatistics {
  readonly mean: Float32Array;
  /** Biased. */
  readonly variance: Float32Array;
  /** Elements per channel. */
  readonly count: number;
}

/** Moves a layer's stored statistics towards a batch's, in place; the stored variance is unbiased. */
export function moveStatistics(
  weights: ReadonlyMap<string, Tensor>,
  layer: string,
  { mean, variance, count }: SeenStatistics,
): void {
  const towards = (name: string, values: Float32Array, factor: number): void => {
    const stored = weights.get(`${layer}.${name}`)?.data;
    if (!stored) throw new RangeError(`no weight named ${layer}.${name}`);
    for (let c = 0; c < stored.length; c += 1) {
      stored[c] = (1 - MOMENTUM) * stored[c] + MOMENTUM * factor * values[c];
    }
  };
  towards('running_mean', mean, 1);
  towards('running_var', variance, count / Math.max(1, count - 1));
}
