import type { Tensor } from '../graph/tensor-type.ts';

/** Decay of the study's averaged copy. */
export const STUDY_DECAY = 0.9997;

/**
 * Moves the averaged copy of all weights and batch statistics towards the present ones, in place:
 * average ← decay · average + (1 - decay) · present.
 */
export function moveAverage(
  averages: ReadonlyMap<string, Tensor>,
  weights: ReadonlyMap<string, Tensor>,
  decay: number,
): void {
  for (const [name, { data: average }] of averages) {
    const present = weights.get(name)?.data;
    if (!present) throw new RangeError(`no weight named ${name}`);
    for (let n = 0; n < average.length; n += 1) {
      average[n] = decay * average[n] + (1 - decay) * present[n];
    }
  }
}
