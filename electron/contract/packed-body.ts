/**
 * One body of facts and numbers: Uint32 count of the head's characters, the head as JSON in UTF-16
 * (filled up to whole words), then the parts. All little-endian, as every machine is that this runs
 * on. A part whose elements have several bytes must begin at a multiple of them.
 */
export function packBody(head: object, parts: readonly ArrayBufferView[]): Uint8Array<ArrayBuffer> {
  const text = utf16(JSON.stringify(head));
  const all = [Uint32Array.of(text.length), text, ...parts];
  const bytes = new Uint8Array(all.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of all) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** @param buffer A whole body as `packBody` makes it. */
export function unpackBody(buffer: ArrayBuffer): {
  readonly head: unknown;
  /** Byte at which the parts begin, a multiple of four. */
  readonly partsAt: number;
} {
  const [characters] = new Uint32Array(buffer, 0, 1);
  const text = String.fromCharCode(...new Uint16Array(buffer, 4, characters));
  return { head: JSON.parse(text), partsAt: 4 + 2 * characters };
}

/** The characters of a JSON text, an even number of them: JSON may end in a space. */
function utf16(json: string): Uint16Array {
  const text = json.padEnd(2 * Math.ceil(json.length / 2));
  return Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}
