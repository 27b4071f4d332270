import { shuffledIndices, type Random } from '../numeric/random.ts';

/**
 * The batches of one epoch: every case once, in random order. The last batch keeps what is left, as
 * PyTorch's loader does by default; a single case would have no statistics and no pairs, so it joins
 * the batch before it.
 *
 * @returns Indices of cases.
 */
export function epochBatches(count: number, size: number, random: Random): readonly number[][] {
  const order = shuffledIndices(count, random);
  return batchSizes(count, size).map((n) => order.splice(0, n));
}

/** Numbers of cases in the batches of an epoch, in order. */
export function batchSizes(count: number, size: number): readonly number[] {
  const sizes = Array.from({ length: Math.ceil(count / size) }, (_, n) =>
    Math.min(size, count - n * size),
  );
  if (sizes.length > 1 && sizes.at(-1) === 1) {
    sizes.pop();
    sizes[sizes.length - 1] += 1;
  }
  return sizes;
}

/** Weights by which both classes count alike: n / (2 · cases of the class), for pN- and pN+. */
export function balancedWeights(labels: readonly number[]): readonly [number, number] {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) return [1, 1];
  return [labels.length / (2 * negatives), labels.length / (2 * positives)];
}
