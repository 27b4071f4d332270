import { elementCount, tensor, type Tensor } from '../graph/tensor-type.ts';
import type { Moments } from './adam.ts';

/** All that training changes. A run goes on from it as if it had never stopped. */
export interface TrainingState {
  /** Weights and stored statistics by state-dict name. */
  readonly weights: ReadonlyMap<string, Tensor>;
  /** Their moving average. */
  readonly averages: ReadonlyMap<string, Tensor>;
  /** Adam's moments of every weight that has had a gradient. */
  readonly moments: Map<string, Moments>;
  /** Steps done. */
  step: number;
  /** Epochs done. */
  epoch: number;
}

/** A state before the first step; the given weights are copied. */
export function startState(weights: ReadonlyMap<string, Tensor>): TrainingState {
  const copy = (): Map<string, Tensor> =>
    new Map([...weights].map(([name, { shape, data }]) => [name, tensor(shape, data.slice())]));
  return { weights: copy(), averages: copy(), moments: new Map(), step: 0, epoch: 0 };
}

/** Moments of a weight, zero before its first gradient. */
export function momentsOf(
  { moments }: TrainingState,
  { name, shape }: { readonly name: string; readonly shape: readonly number[] },
): Moments {
  const known = moments.get(name);
  if (known) return known;
  const count = elementCount(shape);
  const fresh = { first: new Float32Array(count), second: new Float32Array(count) };
  moments.set(name, fresh);
  return fresh;
}
