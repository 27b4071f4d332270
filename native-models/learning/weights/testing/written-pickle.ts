/** Bytes of characters below 256, so that opcodes can be written as text. */
export function ascii(characters: string): Uint8Array {
  return Uint8Array.from(characters, (c) => c.charCodeAt(0));
}

/** A pickle from opcodes written as characters. */
export function pickled(code: string, protocol = 4): Uint8Array {
  return ascii(`\x80${String.fromCharCode(protocol)}${code}`);
}

/** SHORT_BINUNICODE of a plain text. */
export function short(text: string): string {
  return `\x8c${String.fromCharCode(text.length)}${text}`;
}

/** A 32-bit number, little-endian, as characters. */
export function u32(value: number): string {
  return [0, 8, 16, 24].map((shift) => String.fromCharCode((value >>> shift) & 0xff)).join('');
}
