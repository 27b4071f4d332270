/** One-bit pixels of several frames, packed without a gap, lowest bit first (PS3.5 section 8.1.1). */
export function packBits(frames: readonly Uint8Array[]): Uint8Array {
  const bits = frames.reduce((sum, frame) => sum + frame.length, 0);
  // An element's length is even.
  const packed = new Uint8Array(2 * Math.ceil(bits / 16));
  let at = 0;
  for (const frame of frames) {
    for (const pixel of frame) {
      if (pixel !== 0) packed[at >> 3] |= 1 << (at & 7);
      at += 1;
    }
  }
  return packed;
}

/** `count` pixels of 0 or 1 from bit number `start`. */
export function unpackBits(packed: Uint8Array, start: number, count: number): Uint8Array {
  const pixels = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    const at = start + n;
    // Shifting would overflow beyond 2^31 bits.
    pixels[n] = (packed[Math.floor(at / 8)] >> (at % 8)) & 1;
  }
  return pixels;
}
