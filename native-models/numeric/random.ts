/** A source of random numbers, handed to whoever needs one; nothing here draws from ambient state. */
export interface Random {
  /** Uniform in [0, 1), on a grid of 2^-53. */
  next(): number;
  /** Standard normal: mean 0, standard deviation 1. */
  normal(): number;
  /** Uniform integer in [0, n). @throws RangeError unless n is an integer in [1, 2^53]. */
  integer(n: number): number;
}

/** Stored beside every seed, so that a result names the generator that made it. */
export const RANDOM_ALGORITHM = 'xoshiro128**/splitmix32';

/**
 * A generator that gives the same sequence for the same seed on every machine.
 *
 * @param seed Integer in [0, 2^32).
 * @throws RangeError when the seed is outside that range.
 *
 * Source: Blackman D, Vigna S, Scrambled linear pseudorandom number generators, ACM TOMS 47:36, 2021
 * (xoshiro128**). The four words of state come from a 32-bit SplitMix (Weyl sequence through the
 * MurmurHash3 finaliser), so that neighbouring seeds give unrelated sequences.
 */
export function seededRandom(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw new RangeError(`a seed is an integer in [0, 2^32), got ${seed}`);
  }
  return randomFromWords(xoshiro128(splitmixState(seed)));
}

/** Four words of state, not all zero. */
export type XoshiroState = readonly [number, number, number, number];

/** xoshiro128**: each call gives the next word in [0, 2^32). */
export function xoshiro128(state: XoshiroState): () => number {
  let [a, b, c, d] = state;
  return () => {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return scrambled >>> 0;
  };
}

function randomFromWords(word: () => number): Random {
  let spare: number | undefined;

  const next = (): number => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) * 2 ** -53;

  /** Marsaglia's polar method: a point in the unit disc gives two independent normals. */
  const normal = (): number => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const x = 2 * next() - 1;
      const y = 2 * next() - 1;
      const s = x * x + y * y;
      if (s === 0 || s >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = y * scale;
      return x * scale;
    }
  };

  const integer = (n: number): number => {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 53) {
      throw new RangeError(`a bound is an integer in [1, 2^53], got ${n}`);
    }
    return Math.floor(next() * n);
  };

  return { next, normal, integer };
}

function splitmixState(seed: number): XoshiroState {
  let weyl = seed;
  const word = (): number => {
    weyl = (weyl + 0x9e3779b9) | 0;
    let z = Math.imul(weyl ^ (weyl >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  return [word(), word(), word(), word()];
}

function rotateLeft(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k));
}

/** The numbers 0 … n-1 in random order (Fisher-Yates). */
export function shuffledIndices(n: number, random: Random): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i -= 1) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
