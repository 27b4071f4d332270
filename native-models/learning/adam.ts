import type { Tensor } from '../graph/tensor-type.ts';

/** Settings of Adam; the study's are `studyAdam`. */
export interface AdamSettings {
  readonly betas: readonly [number, number];
  readonly epsilon: number;
}

export const studyAdam: AdamSettings = { betas: [0.9, 0.99], epsilon: 1e-8 };

/** Running means of the gradient and its square of one tensor. */
export interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/**
 * One step of Adam for one tensor, in place.
 *
 * Source: Kingma DP, Ba J, Adam, ICLR 2015, without weight decay; ε is added after the correction of
 * the second moment, as PyTorch does.
 *
 * @param step Counted from 1.
 */
export function adamStep(
  { data }: Tensor,
  gradient: Float32Array,
  { first, second }: Moments,
  {
    betas: [b1, b2],
    epsilon,
    rate,
    step,
  }: AdamSettings & { readonly rate: number; readonly step: number },
): void {
  const size = rate / (1 - b1 ** step);
  const correction = Math.sqrt(1 - b2 ** step);
  for (let n = 0; n < data.length; n += 1) {
    const g = gradient[n];
    const m = b1 * first[n] + (1 - b1) * g;
    const v = b2 * second[n] + (1 - b2) * g * g;
    first[n] = m;
    second[n] = v;
    data[n] -= (size * m) / (Math.sqrt(v) / correction + epsilon);
  }
}
