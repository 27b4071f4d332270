/** Sign bit of a float64 in the last of its eight bytes (machines that run this store it last). */
const SIGN = 0x80;

/**
 * The indices of the values in ascending order; equal values keep their order. Linear in their
 * number: a radix sort over the eight bytes of each value.
 *
 * @param values Without NaN. -0 comes before 0.
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const keys = sortableBytes(values);
  let order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  let next = new Uint32Array(values.length);
  for (let byte = 0; byte < 8; byte += 1) {
    const starts = startsOf(keys, byte);
    if (!starts) continue;
    for (let at = 0; at < order.length; at += 1) {
      next[starts[keys[8 * order[at] + byte]]++] = order[at];
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Eight bytes a value, the lowest first, that compare as unsigned numbers as the values do. */
function sortableBytes(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(values.slice().buffer);
  for (let start = 0; start < bytes.length; start += 8) {
    // Negative numbers descend with their bits.
    if (bytes[start + 7] < SIGN) bytes[start + 7] ^= SIGN;
    else for (let at = start; at < start + 8; at += 1) bytes[at] ^= 0xff;
  }
  return bytes;
}

/** Where the keys of each byte begin once sorted; `undefined` where all have the same byte. */
function startsOf(keys: Uint8Array, byte: number): Uint32Array | undefined {
  const starts = new Uint32Array(257);
  for (let at = byte; at < keys.length; at += 8) starts[keys[at] + 1] += 1;
  if (starts.includes(keys.length / 8)) return undefined;
  for (let value = 1; value < 257; value += 1) starts[value] += starts[value - 1];
  return starts;
}
