import { seededRandom, type Random } from '../numeric/random.ts';

/** What the numbers are drawn for; each purpose has a stream of its own. */
const purposes = { weights: 1, order: 2, augmentation: 3, views: 4 } as const;

/**
 * The random numbers of one moment of a run. They follow from the run's seed and the moment alone,
 * so that a run goes on from a checkpoint without the state of any generator.
 *
 * @param seed Whole number, at least 0.
 * @param moment Whole numbers: epoch, position in the epoch, …
 */
export function randomFor(
  seed: number,
  purpose: keyof typeof purposes,
  ...moment: readonly number[]
): Random {
  const words = [Math.floor(seed / 2 ** 32), seed, purposes[purpose], ...moment];
  return seededRandom(words.reduce(mixed, 0));
}

/** Folds one more word into a hash: the finaliser of MurmurHash3 after each. */
function mixed(hash: number, word: number): number {
  let z = (Math.imul(hash, 31) + (word | 0) + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}
