import { elementCount, tensor, type Tensor } from '../graph/tensor-type.ts';
import type { Moments } from './adam.ts';

/** Weights and stored statistics by state-dict name. */
export type Weights = ReadonlyMap<string, Tensor>;

/** All that training changes. A run goes on from it as if it had never stopped. */
export interface TrainingState {
  readonly weights: Weights;
  /** Their moving average. */
  readonly averages: Weights;
  /** Adam's moments of every weight that has had a gradient. */
  readonly moments: Map<string, Moments>;
  /** Steps done. */
  step: number;
  /** Epochs done. */
  epoch: number;
  /** The best of all epochs so far; null before the first that has an AUC. */
  best: Best | null;
}

/** What internal validation selects. */
export interface Best {
  /** Counted from 0. */
  readonly epoch: number;
  readonly of: 'weights' | 'average';
  /** On internal validation; optimistic, for it made the choice. */
  readonly auc: number;
  readonly weights: Weights;
}

/** A state before the first step; the given weights are copied. */
export function startState(weights: Weights): TrainingState {
  return {
    ...{ weights: copied(weights), averages: copied(weights), moments: new Map() },
    ...{ step: 0, epoch: 0, best: null },
  };
}

export function copied(weights: Weights): Map<string, Tensor> {
  return new Map(
    [...weights].map(([name, { shape, data }]) => [name, tensor(shape, data.slice())]),
  );
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
