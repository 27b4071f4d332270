import { AppError } from '#contract/errors.ts';
import type { RunSettings } from '#contract/procedures/experiments.ts';
import type { Tensor } from '#native/graph/tensor-type.ts';
import { matchWeights } from '#native/learning/weights/match-weights.ts';
import { parseWeightFile } from '#native/learning/weights/parse-weight-file.ts';
import type { Weights } from '#native/learning/training-state.ts';

/**
 * The weights of a file where name and shape fit, random ones elsewhere.
 *
 * @throws AppError weights-unfit when nothing fits.
 */
export function startWeights(
  random: Weights,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  { network }: RunSettings,
): { readonly weights: Map<string, Tensor>; readonly matched: number } {
  const parameters = [...random].map(([parameter, { shape }]) => ({ name: parameter, shape }));
  const { weights } = matchWeights(parseWeightFile(bytes).tensors, parameters);
  if (weights.size === 0) throw new AppError('weights-unfit', { name, network });
  return { weights: new Map([...random, ...weights]), matched: weights.size };
}
