/** Stored beside every seed, so that a result names the generator that made it. */
export const NOISE_ALGORITHM = 'philox4x32-10';

/** Three counters and a key; any integers in [0, 2^32). */
export interface PhiloxStream {
  readonly counter: readonly [number, number, number];
  readonly key: readonly [number, number];
}

/**
 * Four random 32-bit words that depend on nothing but their counter and key: no state, so voxels
 * can be drawn in any order and on any number of threads.
 *
 * Source: Salmon JK, Moraes MA, Dror RO, Shaw DE, Parallel random numbers: as easy as 1, 2, 3,
 * SC'11 (Philox-4x32, 10 rounds).
 */
export function philox(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): readonly [number, number, number, number] {
  let [a, b, c, d] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const lowA = Math.imul(0xd2511f53, a);
    const lowC = Math.imul(0xcd9e8d57, c);
    const highA = multiplyHigh(0xd2511f53, a);
    a = multiplyHigh(0xcd9e8d57, c) ^ b ^ k0;
    c = highA ^ d ^ k1;
    b = lowC;
    d = lowA;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}

/** A source of uniform numbers in (0, 1], on a grid of 2^-53, without end. */
export function uniforms({ counter: [i, j, k], key }: PhiloxStream): () => number {
  let draw = 0;
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const [a, b, c, d] = philox([i, j, k, draw], key);
    draw += 1;
    spare = fraction(c, d);
    return fraction(a, b);
  };
}

/** Never 0, so that its logarithm is finite. */
function fraction(high: number, low: number): number {
  return ((high >>> 5) * 2 ** 26 + (low >>> 6) + 1) * 2 ** -53;
}

/** Upper 32 bits of a product of two unsigned 32-bit numbers. */
function multiplyHigh(x: number, y: number): number {
  const xh = x >>> 16;
  const xl = x & 0xffff;
  const yh = y >>> 16;
  const yl = y & 0xffff;
  const middle = xh * yl + ((xl * yl) >>> 16);
  const carry = (middle & 0xffff) + xl * yh;
  return xh * yh + Math.floor(middle / 65536) + Math.floor(carry / 65536);
}
