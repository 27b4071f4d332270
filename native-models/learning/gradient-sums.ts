import type { Value } from '../graph/op.ts';
import { elementCount } from '../graph/tensor-type.ts';
import { required } from './train-step.ts';
import { gradientName } from './training-graph.ts';
import type { Weights } from './training-state.ts';

/** Gradients by parameters, added up patient by patient. */
export function gradientSums(parameters: readonly Value[]) {
  const sums = new Map(
    parameters.map(({ name, shape }) => [name, new Float32Array(elementCount(shape))]),
  );
  return {
    sums,
    /** @param results Of a run, with the gradients under `gradientName`. */
    add(results: Weights): void {
      for (const [name, sum] of sums) {
        const { data } = required(results, gradientName(name));
        for (let at = 0; at < sum.length; at += 1) sum[at] += data[at];
      }
    },
  };
}
